package io.tallygate.autoconfigure;

import io.tallygate.admin.cluster.ClusterCalls;
import io.tallygate.admin.csv.CsvCall;
import io.tallygate.admin.hits.HitCalls;
import io.tallygate.admin.hits.RuleFigures;
import io.tallygate.admin.nodes.CloudDiscovery;
import io.tallygate.admin.nodes.Discovery;
import io.tallygate.admin.nodes.NodeCalls;
import io.tallygate.admin.stream.Feed;
import io.tallygate.admin.stream.StreamCall;
import io.tallygate.admin.stream.Versions;
import io.tallygate.flush.StoreClock;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.TrendHistory;
import io.tallygate.history.audit.Auditor;
import io.tallygate.history.state.StateHistory;
import io.tallygate.redis.Layout;
import io.tallygate.rules.OfflineNodes;
import io.tallygate.rules.RulesInForce;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.rules.follow.Rulebook;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The calls of the admin API that read what was counted. */
@Configuration(proxyBeanMethods = false)
class AdminCallsConfiguration {

    @Bean
    @ConditionalOnMissingBean
    HitCalls tallygateHitCalls(
            HitHistory hits,
            LiveHistory live,
            TrendHistory trends,
            StateHistory states,
            RulesInForce rules,
            RuleFollower follower,
            Layout layout,
            StoreClock clock) {
        return new HitCalls(hits, live, trends, states, () -> figures(rules, follower), layout.calendar(), clock);
    }

    private static RuleFigures figures(RulesInForce rules, RuleFollower follower) {
        Rulebook book = follower.book();
        return new RuleFigures(
                rules.all().size(), book.broken().size(), book.mark().version());
    }

    @Bean
    @ConditionalOnMissingBean
    Discovery tallygateDiscovery(ObjectProvider<ReactiveDiscoveryClient> discovery) {
        ReactiveDiscoveryClient client = discovery.getIfAvailable();
        return client == null ? Discovery.none() : new CloudDiscovery(client);
    }

    @Bean
    @ConditionalOnMissingBean
    NodeCalls tallygateNodeCalls(
            HitHistory hits,
            LiveHistory live,
            Discovery discovery,
            OfflineNodes offline,
            Layout layout,
            StoreClock clock) {
        return new NodeCalls(hits, live, discovery, offline, layout.calendar(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ClusterCalls tallygateClusterCalls(StateHistory states, Auditor auditor, Layout layout, StoreClock clock) {
        return new ClusterCalls(states, auditor, layout.calendar(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    CsvCall tallygateCsvCall(
            HitHistory hits, TrendHistory trends, RulesInForce rules, Layout layout, StoreClock clock) {
        return new CsvCall(hits, trends, id -> rules.find(id).isPresent(), layout.calendar(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Feed tallygateFeed(
            TrendHistory trends,
            StateHistory states,
            RuleFollower follower,
            OfflineNodes offline,
            Layout layout,
            StoreClock clock) {
        Versions versions = new Versions(
                () -> follower.book().mark().version(), () -> follower.book().mark(), offline::all);
        return new Feed(trends, states, versions, layout.calendar(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    FeedLifecycle tallygateFeedLifecycle(Feed feed) {
        return new FeedLifecycle(feed);
    }

    @Bean
    @ConditionalOnMissingBean
    StreamCall tallygateStreamCall(Feed feed) {
        return new StreamCall(feed);
    }
}
