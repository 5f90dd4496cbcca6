package io.tallygate.match.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Files rules. Each is filed by its own match; but where many rules share that, by the rarest thing that it requires, be it
 * a host, a method or a further condition. What is still many under one anchor is filed again, by what is left. So a
 * request meets few rules besides those that match, however many there are, unless rules differ in nothing that can be
 * looked up.
 */
public final class Filing {

    private static final int FEW = 8;
    private static final int MOST_COPIES = 64;

    private final Predicate<Requirement> allowed;

    private Filing(Predicate<Requirement> allowed) {
        this.allowed = allowed;
    }

    /** Rules filed by all that they require. There is at least one, in the order of their ranks. */
    public static Index of(List<Candidate> inOrder) {
        return new Filing(requirement -> true).file(inOrder);
    }

    /** Rules filed by all that they require but for the body, which is not known yet. */
    public static Index withoutBody(List<Candidate> inOrder) {
        return new Filing(requirement -> !requirement.readsBody()).file(inOrder);
    }

    /**
     * A rule with what it can still be filed by.
     *
     * @param copies under how many anchors the rule is filed by what was before: thousands of values of one key are well,
     *     but not times thousands of another
     */
    private record Paper(Candidate candidate, List<Requirement> left, int copies) {

        Paper filedBy(Requirement filed) {
            int more = copies * filed.anchors().size();
            return new Paper(
                    candidate,
                    left.stream()
                            .filter(requirement -> !requirement.equals(filed))
                            .filter(requirement -> requirement.anchors().size() == 1
                                    || requirement.anchors().size() * more <= MOST_COPIES)
                            .toList(),
                    more);
        }
    }

    private Index file(List<Candidate> inOrder) {
        return fileAgain(inOrder.stream()
                .map(candidate -> new Paper(
                        candidate,
                        Requirement.of(candidate.rule()).stream()
                                .filter(allowed)
                                .toList(),
                        1))
                .toList());
    }

    private Index fileAgain(List<Paper> papers) {
        if (papers.size() <= FEW || papers.stream().allMatch(paper -> paper.left.isEmpty())) {
            return new Leaf(papers.stream().map(Paper::candidate).toList());
        }
        Map<Anchor, Integer> commonness = commonness(papers);
        Map<Anchor, List<Paper>> filed = new LinkedHashMap<>();
        List<Candidate> loose = new ArrayList<>();
        for (Paper paper : papers) {
            if (paper.left.isEmpty()) {
                loose.add(paper.candidate);
            } else {
                Requirement rarest = rarest(paper.left, commonness);
                Paper rest = paper.filedBy(rarest);
                rarest.anchors()
                        .forEach(anchor -> filed.computeIfAbsent(anchor, a -> new ArrayList<>())
                                .add(rest));
            }
        }
        Drawers drawers = new Drawers();
        filed.forEach((anchor, under) -> drawers.put(anchor, fileAgain(under)));
        return drawers.close(loose);
    }

    private static Map<Anchor, Integer> commonness(List<Paper> papers) {
        Map<Anchor, Integer> commonness = new HashMap<>(papers.size() * 2);
        for (Paper paper : papers) {
            for (Requirement requirement : paper.left) {
                requirement.anchors().forEach(anchor -> commonness.merge(anchor, 1, Integer::sum));
            }
        }
        return commonness;
    }

    /** The first requirement that few share, else the one that the fewest do. */
    private static Requirement rarest(List<Requirement> requirements, Map<Anchor, Integer> commonness) {
        Requirement rarest = requirements.get(0);
        int least = Integer.MAX_VALUE;
        for (Requirement requirement : requirements) {
            int most = 0;
            for (Anchor anchor : requirement.anchors()) {
                most = Math.max(most, commonness.getOrDefault(anchor, 0));
            }
            if (most <= FEW) {
                return requirement;
            }
            if (most < least) {
                least = most;
                rarest = requirement;
            }
        }
        return rarest;
    }
}
