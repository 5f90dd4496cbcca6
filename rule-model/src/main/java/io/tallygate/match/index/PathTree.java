package io.tallygate.match.index;

import io.tallygate.match.index.Anchor.Segment;
import io.tallygate.match.text.TextIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Path patterns by their segments, one level a segment. A segment with wildcards in it is found by its longest literal
 * text; what it is worth is left to the rule's own matcher.
 */
final class PathTree {

    private final int first;
    private final @Nullable Index ending;
    private final @Nullable Index openEnded;
    private final Map<String, PathTree> literals;
    private final @Nullable PathTree any;
    private final @Nullable TextIndex<PathTree> globs;
    private final PathTree[] looseGlobs;

    private PathTree(Node node) {
        this.first = node.first;
        this.ending = together(node.ending);
        this.openEnded = together(node.openEnded);
        Map<String, PathTree> built = new HashMap<>();
        node.literals.forEach((text, next) -> built.put(text, new PathTree(next)));
        this.literals = Map.copyOf(built);
        this.any = node.any == null ? null : new PathTree(node.any);
        Map<String, PathTree> byText = new HashMap<>();
        List<PathTree> loose = new ArrayList<>();
        node.globs.forEach((text, next) -> {
            if (text.isEmpty()) {
                loose.add(new PathTree(next));
            } else {
                byText.put(text, new PathTree(next));
            }
        });
        this.globs = byText.isEmpty() ? null : TextIndex.of(byText);
        this.looseGlobs = loose.toArray(new PathTree[0]);
    }

    /** A tree while it grows. */
    private static final class Node {
        private int first = Integer.MAX_VALUE;
        // Patterns that differ in globs with one literal text share a node.
        private final List<Index> ending = new ArrayList<>(1);
        private final List<Index> openEnded = new ArrayList<>(1);
        private final Map<String, Node> literals = new HashMap<>(2);
        private final Map<String, Node> globs = new HashMap<>(2);
        private @Nullable Node any;

        Node next(Segment segment) {
            return switch (segment.form()) {
                case LITERAL -> literals.computeIfAbsent(segment.text(), text -> new Node());
                case GLOB -> globs.computeIfAbsent(longestLiteral(segment.text()), text -> new Node());
                case ANY -> {
                    any = any == null ? new Node() : any;
                    yield any;
                }
            };
        }
    }

    static PathTree of(Map<Anchor.PathPattern, Index> patterns) {
        Node root = new Node();
        patterns.forEach((pattern, index) -> {
            Node node = root;
            node.first = Math.min(node.first, index.first());
            for (Segment segment : pattern.segments()) {
                node = node.next(segment);
                node.first = Math.min(node.first, index.first());
            }
            (pattern.openEnded() ? node.openEnded : node.ending).add(index);
        });
        return new PathTree(root);
    }

    private static @Nullable Index together(List<Index> indexes) {
        if (indexes.isEmpty()) {
            return null;
        }
        return indexes.size() == 1 ? indexes.get(0) : new AllOf(indexes);
    }

    private static String longestLiteral(String glob) {
        return Arrays.stream(glob.split("[*?]"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** Offers the rules of all patterns that could match a path. */
    void find(List<String> path, Search search) {
        find(path, 0, search);
    }

    private void find(List<String> path, int depth, Search search) {
        if (!search.couldWin(first)) {
            return;
        }
        if (openEnded != null) {
            openEnded.offerTo(search);
        }
        if (depth == path.size()) {
            if (ending != null) {
                ending.offerTo(search);
            }
            return;
        }
        String segment = path.get(depth);
        PathTree literal = literals.get(segment);
        if (literal != null) {
            literal.find(path, depth + 1, search);
        }
        if (any != null) {
            any.find(path, depth + 1, search);
        }
        if (globs != null) {
            globs.find(segment, next -> next.find(path, depth + 1, search));
        }
        for (PathTree next : looseGlobs) {
            next.find(path, depth + 1, search);
        }
    }
}
