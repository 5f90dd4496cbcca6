package io.tallygate.autoconfigure;

import io.tallygate.admin.AdminApi;
import io.tallygate.admin.cluster.ClusterCalls;
import io.tallygate.admin.csv.CsvCall;
import io.tallygate.admin.hits.HitCalls;
import io.tallygate.admin.hits.RuleFigures;
import io.tallygate.admin.nodes.CloudDiscovery;
import io.tallygate.admin.nodes.Discovery;
import io.tallygate.admin.nodes.NodeCalls;
import io.tallygate.admin.page.PageRoutes;
import io.tallygate.admin.rules.RuleCalls;
import io.tallygate.admin.rules.RuleViews;
import io.tallygate.admin.rules.change.ChangeCalls;
import io.tallygate.admin.rules.change.OneRule;
import io.tallygate.admin.rules.change.Previews;
import io.tallygate.admin.rules.edit.RuleEditor;
import io.tallygate.admin.stream.Feed;
import io.tallygate.admin.stream.StreamCall;
import io.tallygate.admin.stream.Versions;
import io.tallygate.balance.DryRun;
import io.tallygate.flush.StoreClock;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.SparklineHistory;
import io.tallygate.history.TrendHistory;
import io.tallygate.history.audit.Auditor;
import io.tallygate.history.state.StateHistory;
import io.tallygate.redis.Layout;
import io.tallygate.rules.OfflineNodes;
import io.tallygate.rules.RulesInForce;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.rules.follow.Rulebook;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.window.Calendar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Serves the admin API and the page on the management port, and only there. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnProperty(name = "tallygate.admin.enabled")
@ConditionalOnBean(TallygateProperties.class)
class AdminManagementConfiguration {

    @Bean
    RouterFunction<ServerResponse> tallygateAdminApi(
            TallygateProperties properties,
            RulesInForce rules,
            RuleFollower follower,
            RuleStore store,
            OfflineNodes offline,
            DryRun dryRun,
            HitHistory hits,
            LiveHistory live,
            TrendHistory trends,
            SparklineHistory sparklines,
            StateHistory states,
            Auditor auditor,
            Layout layout,
            StoreClock clock,
            Feed feed,
            ObjectProvider<ReactiveDiscoveryClient> discovery) {
        Calendar calendar = layout.calendar();
        RuleViews views = new RuleViews(rules, follower, live);
        RuleEditor editor = new RuleEditor(store, follower);
        Previews previews = new Previews(rules, new Settings(properties).order(), offline);
        ReactiveDiscoveryClient client = discovery.getIfAvailable();
        return new AdminApi(
                        new RuleCalls(views, dryRun, hits, live, sparklines, calendar, clock),
                        new ChangeCalls(new OneRule(editor, follower, views, previews), views),
                        new HitCalls(hits, live, trends, states, () -> figures(rules, follower), calendar, clock),
                        new NodeCalls(
                                hits,
                                live,
                                client == null ? Discovery.none() : new CloudDiscovery(client),
                                offline::contains,
                                calendar,
                                clock),
                        new ClusterCalls(states, auditor, calendar, clock),
                        new CsvCall(hits, trends, id -> rules.find(id).isPresent(), calendar, clock),
                        new StreamCall(feed))
                .routes(properties.admin().basePath());
    }

    private static RuleFigures figures(RulesInForce rules, RuleFollower follower) {
        Rulebook book = follower.book();
        return new RuleFigures(
                rules.all().size(), book.broken().size(), book.mark().version());
    }

    @Bean
    RouterFunction<ServerResponse> tallygatePage(TallygateProperties properties) {
        return new PageRoutes().routes(properties.admin().basePath());
    }

    @Bean
    Feed tallygateFeed(
            TrendHistory trends,
            StateHistory states,
            RuleFollower follower,
            OfflineNodes offline,
            Layout layout,
            StoreClock clock) {
        Versions versions =
                new Versions(() -> follower.book().mark().version(), () -> follower.book().mark(), offline::all);
        return new Feed(trends, states, versions, layout.calendar(), clock);
    }

    @Bean
    FeedLifecycle tallygateFeedLifecycle(Feed feed) {
        return new FeedLifecycle(feed);
    }
}
