package io.tallygate.admin.rules.transfer;

import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.rules.edit.Drafts;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleWriter;
import io.tallygate.rules.follow.KnownRule;
import io.tallygate.rules.follow.RuleFollower;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Gives all dynamic rules as one document, piece by piece; rules that are no rules any more are left out. */
public final class ExportCall implements CallGroup {

    private static final int AT_ONCE = 200;

    private final RuleFollower follower;

    public ExportCall(RuleFollower follower) {
        this.follower = follower;
    }

    @Override
    public void addTo(CallTable calls) {
        calls.read("/rules:export", this::give);
    }

    private Mono<ServerResponse> give(ServerRequest request) {
        String format = Query.of(request, "format")
                .word("format", List.of("yaml", "json"))
                .orElse("yaml");
        boolean yaml = format.equals("yaml");
        Flux<List<RuleDraft>> rules = Flux.fromStream(() -> follower.book().dynamic().stream()
                        .filter(known -> known.rule() != null)
                        .sorted(Comparator.comparing(known -> known.stored().id())))
                .map(ExportCall::draft)
                .buffer(AT_ONCE);
        Flux<String> text = yaml ? yaml(rules) : json(rules);
        Flux<DataBuffer> pieces =
                text.map(some -> DefaultDataBufferFactory.sharedInstance.wrap(some.getBytes(StandardCharsets.UTF_8)));
        return ServerResponse.ok()
                .contentType(yaml ? MediaType.valueOf("application/yaml") : MediaType.APPLICATION_JSON)
                .header("Content-Disposition", "attachment; filename=\"tallygate-rules." + format + "\"")
                .body(BodyInserters.fromDataBuffers(pieces.subscribeOn(Schedulers.boundedElastic())));
    }

    private static RuleDraft draft(KnownRule known) {
        return RuleWriter.write(Objects.requireNonNull(known.rule()));
    }

    private static Flux<String> json(Flux<List<RuleDraft>> rules) {
        return Flux.concat(
                Flux.just("{\"rules\":["),
                rules.index((index, some) -> (index == 0 ? "\n" : ",\n")
                        + some.stream()
                                .map(rule -> Drafts.tree(rule).toString())
                                .collect(Collectors.joining(",\n"))),
                Flux.just("\n]}\n"));
    }

    private static Flux<String> yaml(Flux<List<RuleDraft>> rules) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return Flux.concat(
                Flux.just("rules:\n"),
                rules.map(some -> new Yaml(options)
                                .dump(some.stream().map(Drafts::map).toList()))
                        .defaultIfEmpty("  []\n"));
    }
}
