package io.tallygate.admin.csv;

import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Quote;
import io.tallygate.hit.HitKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a table is about. */
sealed interface CsvSubject {

    /** A column that says what it is about, and what stands in it. */
    record Cell(String column, String name) {}

    List<Cell> cells();

    default List<String> columns() {
        return cells().stream().map(Cell::column).toList();
    }

    default List<String> names() {
        return cells().stream().map(Cell::name).toList();
    }

    record OfRule(String id) implements CsvSubject {
        @Override
        public List<Cell> cells() {
            return List.of(new Cell("rule", id));
        }
    }

    record OfRoute(String id) implements CsvSubject {
        @Override
        public List<Cell> cells() {
            return List.of(new Cell("route", id));
        }
    }

    record OfNode(String service, String node) implements CsvSubject {
        @Override
        public List<Cell> cells() {
            return List.of(new Cell("service", service), new Cell("node", node));
        }
    }

    record OfStrategy(HitKind kind) implements CsvSubject {
        @Override
        public List<Cell> cells() {
            return List.of(new Cell("strategy", kind.word()));
        }
    }

    /** Whether its nodes can be told apart. */
    default boolean hasNodes() {
        return this instanceof OfRule || this instanceof OfRoute;
    }

    /** The one thing that the parameters rule, route, service with node, or strategy name. */
    static CsvSubject of(Query query) {
        Optional<CsvSubject> rule = query.text("rule").map(OfRule::new);
        Optional<CsvSubject> route = query.text("route").map(OfRoute::new);
        Optional<CsvSubject> node =
                query.text("service").or(() -> query.text("node")).isPresent()
                        ? Optional.of(new OfNode(query.required("service"), query.required("node")))
                        : Optional.empty();
        List<String> kinds = Stream.of(HitKind.values())
                .filter(HitKind::isRequest)
                .map(HitKind::word)
                .toList();
        Optional<CsvSubject> strategy =
                query.word("strategy", kinds).flatMap(HitKind::parse).map(OfStrategy::new);
        List<CsvSubject> given =
                Stream.of(rule, route, node, strategy).flatMap(Optional::stream).toList();
        if (given.size() != 1) {
            throw new BadRequestException(
                    "the query",
                    "must name one of rule, route, service with node, or strategy: "
                            + (given.isEmpty()
                                    ? "it names none"
                                    : Quote.of(String.join(
                                            ", ",
                                            given.stream()
                                                    .flatMap(subject -> subject.columns().stream())
                                                    .toList()))));
        }
        CsvSubject subject = given.get(0);
        if (query.text("by").isPresent() && !subject.hasNodes()) {
            throw new BadRequestException("by", "may be given with rule or route only");
        }
        return subject;
    }
}
