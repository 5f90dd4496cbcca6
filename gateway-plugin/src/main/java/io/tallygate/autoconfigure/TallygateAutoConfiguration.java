package io.tallygate.autoconfigure;

import io.tallygate.balance.node.PinningConfiguration;
import io.tallygate.count.LocalCounters;
import io.tallygate.election.Election;
import io.tallygate.flush.Flusher;
import io.tallygate.flush.StoreClock;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.SparklineHistory;
import io.tallygate.history.TrendHistory;
import io.tallygate.history.audit.Auditor;
import io.tallygate.history.state.StateHistory;
import io.tallygate.redis.Layout;
import io.tallygate.redis.RedisStores;
import io.tallygate.rules.OfflineNodes;
import io.tallygate.rules.RulesInForce;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.snapshot.Closing;
import io.tallygate.snapshot.KeptStates;
import io.tallygate.snapshot.Snapshotter;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Everything that counts, flushes, closes and reads; {@link BalanceConfiguration} puts it into the gateway. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration",
            "org.springframework.cloud.gateway.config.GatewayAutoConfiguration"
        })
@ConditionalOnProperty(name = "tallygate.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "spring.cloud.gateway.server.webflux.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TallygateProperties.class)
@LoadBalancerClients(defaultConfiguration = PinningConfiguration.class)
@Import({BalanceConfiguration.class, ObserveConfiguration.class, AdminConfiguration.class})
public final class TallygateAutoConfiguration {

    private static final int CLOSED_AT_ONCE = 150;
    private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);

    @Bean
    @ConditionalOnMissingBean
    LocalCounters tallygateCounters(TallygateProperties properties) {
        return new LocalCounters(new Settings(properties).maxKeys(), System::nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean
    RulesInForce tallygateRules(TallygateProperties properties, LocalCounters counters) {
        Settings settings = new Settings(properties);
        RulesInForce rules = new RulesInForce(settings.order(), counters);
        rules.swap(settings.rules());
        return rules;
    }

    @Bean
    @ConditionalOnMissingBean
    OfflineNodes tallygateOfflineNodes() {
        return new OfflineNodes();
    }

    @Bean
    @ConditionalOnMissingBean
    RuleStore tallygateRuleStore(RedisStores stores) {
        return stores.rules();
    }

    @Bean
    @ConditionalOnMissingBean
    RuleFollower tallygateRuleFollower(RulesInForce rules, OfflineNodes offline, RuleStore store) {
        return new RuleFollower(rules, offline, store);
    }

    @Bean
    @ConditionalOnMissingBean
    Layout tallygateLayout(TallygateProperties properties) {
        return new Settings(properties).layout();
    }

    @Bean
    @ConditionalOnMissingBean
    RedisStores tallygateStores(ReactiveRedisConnectionFactory connections, Layout layout) {
        return new RedisStores(connections, layout);
    }

    @Bean
    @ConditionalOnMissingBean
    StoreClock tallygateClock() {
        return new StoreClock(Clock.systemUTC(), System::nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean
    Flusher tallygateFlusher(
            TallygateProperties properties,
            LocalCounters counters,
            Layout layout,
            RedisStores stores,
            StoreClock clock,
            RuleFollower follower,
            Environment environment) {
        return new Flusher(
                counters,
                layout.calendar(),
                layout.shards(),
                stores.counters(),
                clock,
                new Settings(properties).flush(environment, layout),
                follower::heard);
    }

    @Bean
    @ConditionalOnMissingBean
    Snapshotter tallygateSnapshotter(
            TallygateProperties properties,
            RedisConnectionFactory connections,
            RedisStores stores,
            StateHistory states,
            Flusher flusher,
            Layout layout,
            StoreClock clock) {
        Duration grace = new Settings(properties).grace();
        Closing closing = new Closing(stores.snapshots(clock), layout.shards().count(), grace, CLOSED_AT_ONCE);
        Election election = Election.inRedis(connections, stores.lockPrefix());
        return new Snapshotter(
                election,
                closing,
                new KeptStates(states, clock),
                () -> flusher.status().isAtHome(),
                round(layout.calendar().window()));
    }

    /** How often to look for something to close: ten times a window, so that a late batch is not late for long. */
    private static Duration round(Duration window) {
        Duration tenth = window.dividedBy(10);
        if (tenth.compareTo(SHORTEST_ROUND) < 0) {
            return SHORTEST_ROUND;
        }
        return tenth.compareTo(LONGEST_ROUND) > 0 ? LONGEST_ROUND : tenth;
    }

    @Bean
    @ConditionalOnMissingBean
    TallygateLifecycle tallygateLifecycle(Flusher flusher, RuleFollower follower, Snapshotter snapshotter) {
        return new TallygateLifecycle(flusher, follower, snapshotter);
    }

    @Bean
    StartNote tallygateStartNote(Layout layout, TallygateProperties properties) {
        return new StartNote(layout, properties);
    }

    @Bean
    @ConditionalOnMissingBean
    StateHistory tallygateStates(TallygateProperties properties, RedisStores stores, Layout layout, StoreClock clock) {
        return new StateHistory(stores.states(clock), layout.calendar(), clock, new Settings(properties).slack());
    }

    @Bean
    @ConditionalOnMissingBean
    Auditor tallygateAuditor(RedisStores stores, StateHistory states, StoreClock clock) {
        return new Auditor(stores.audit(), states, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    HitHistory tallygateHitHistory(RedisStores stores, StateHistory states, Layout layout) {
        return new HitHistory(stores.history(), states, layout.calendar());
    }

    @Bean
    @ConditionalOnMissingBean
    LiveHistory tallygateLiveHistory(RedisStores stores, Layout layout, StoreClock clock) {
        return new LiveHistory(stores.history(), layout.calendar(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    TrendHistory tallygateTrendHistory(RedisStores stores, StateHistory states) {
        return new TrendHistory(stores.history(), states);
    }

    @Bean
    @ConditionalOnMissingBean
    SparklineHistory tallygateSparklineHistory(RedisStores stores, Layout layout, StoreClock clock) {
        return new SparklineHistory(stores.history(), layout.calendar(), clock);
    }
}
