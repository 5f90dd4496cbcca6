package io.tallygate.faults.site;

import io.tallygate.gateway.GatewayProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Gateways with the plugin in processes of their own, two nodes behind them, and clients that ask steadily. */
public final class Site implements AutoCloseable {

    static final String SERVICE = "order";

    /** How many clients each gateway has. */
    public static final int CLIENTS = Load.CLIENTS;

    /** The names of the gateways, in the order of the plan. */
    static final List<String> NAMES = List.of("one", "two", "three");

    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int SOMETIMES = 7;
    /** How far from a window's border a hit must be, so that nobody can doubt which window it fell into. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Instant begin = Instant.now();
    private final Duration window;
    private final int redisPort;
    private final List<Node> nodes = List.of(new Node("a", NEVER), new Node("b", SOMETIMES));
    private final Map<String, GatewayProcess> gateways = new LinkedHashMap<>();
    private final List<Load> loads = new ArrayList<>();

    private Site(Plan plan) {
        this.window = plan.window();
        this.redisPort = plan.places().get(0).redisPort();
    }

    /** Starts what a plan says; nobody asks yet. */
    public static Site start(Plan plan) {
        Site site = new Site(plan);
        try {
            site.startGateways(plan);
            return site;
        } catch (Exception | Error e) {
            site.close();
            throw new AssertionError("the gateways did not start", e);
        }
    }

    private void startGateways(Plan plan) throws Exception {
        List<String> properties = properties(plan);
        ExecutorService starters = Executors.newFixedThreadPool(plan.places().size());
        try {
            Map<String, Future<GatewayProcess>> starting = new LinkedHashMap<>();
            for (int i = 0; i < plan.places().size(); i++) {
                Plan.Place place = plan.places().get(i);
                starting.put(NAMES.get(i), starters.submit(() -> start(place, properties)));
            }
            for (Map.Entry<String, Future<GatewayProcess>> each : starting.entrySet()) {
                gateways.put(each.getKey(), each.getValue().get());
            }
        } finally {
            starters.shutdown();
        }
    }

    private static GatewayProcess start(Plan.Place place, List<String> properties) {
        List<String> flags = new ArrayList<>(SMALL);
        flags.addAll(place.jvmFlags());
        return GatewayProcess.start(flags, place.redisPort(), properties);
    }

    private List<String> properties(Plan plan) {
        List<String> properties = new ArrayList<>(List.of(
                "tallygate.window=" + window.toSeconds() + "s",
                "management.endpoints.web.exposure.include=health,metrics",
                "management.endpoint.health.show-details=always"));
        for (int i = 0; i < nodes.size(); i++) {
            String instance = "spring.cloud.discovery.client.simple.instances." + SERVICE + "[" + i + "].";
            properties.add(instance + "instance-id=" + nodes.get(i).name());
            properties.add(instance + "uri=" + nodes.get(i).url());
        }
        properties.addAll(Rules.properties(NAMES, SERVICE, nodes.get(1).name()));
        properties.addAll(plan.properties());
        return properties;
    }

    /** A gateway by its name: they are "one", "two" and "three". */
    public GatewayProcess gateway(String name) {
        GatewayProcess gateway = gateways.get(name);
        if (gateway == null) {
            throw new IllegalArgumentException("must be one of " + gateways.keySet() + ": \"" + name + "\"");
        }
        return gateway;
    }

    /** Clients begin to ask every gateway. */
    public void load() {
        load(now -> true, Load::start);
    }

    /** The same, and one client of each gateway, which offers HTTP/2, hardly rests between its requests. */
    public void loadInHaste() {
        load(now -> true, Load::startInHaste);
    }

    /** The same, but they hold back around the borders of windows, so that it is plain which window a hit fell into. */
    public void loadInsideWindows() {
        load(this::isInsideWindow, Load::start);
    }

    private boolean isInsideWindow(Instant now) {
        long sinceBorder = now.toEpochMilli() % window.toMillis();
        return sinceBorder > MARGIN.toMillis()
                && sinceBorder < window.minus(MARGIN).toMillis();
    }

    private void load(Predicate<Instant> maySend, Consumer<Load> start) {
        gateways.forEach((name, gateway) -> loads.add(new Load(name, gateway.url(), maySend)));
        loads.forEach(start);
        Awaitility.await("first answers")
                .atMost(PATIENCE)
                .until(() -> loads.stream().allMatch(load -> load.answered() > 0));
    }

    /** Lets the load go on for a while, and longer if requests are no longer answered; they must be in the end. */
    public void goOn(Duration time) {
        long before = answered();
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Awaitility.await("answers").atMost(PATIENCE).until(() -> answered() > before);
    }

    /** Does some harm so many times, and lets the load go on after each. */
    public void goOn(int times, Duration between, Runnable harm) {
        for (int i = 0; i < times; i++) {
            harm.run();
            goOn(between);
        }
    }

    private long answered() {
        return loads.stream().mapToLong(Load::answered).sum();
    }

    /** Stops the load and takes stock. */
    public Stock takeStock() {
        loads.forEach(Load::stop);
        return new Stock(
                loads.stream().flatMap(load -> load.hits().stream()).toList(),
                nodes.stream().flatMap(node -> node.hits().stream()).toList(),
                new Books(List.copyOf(gateways.values()), begin, window),
                new LastWords(List.copyOf(gateways.values()), redisPort));
    }

    @Override
    public void close() {
        loads.forEach(Load::abandon);
        gateways.values().forEach(GatewayProcess::close);
        nodes.forEach(Node::close);
    }
}
