package io.tallygate.autoconfigure;

import io.tallygate.admin.AdminApi;
import io.tallygate.admin.access.AccessGate;
import io.tallygate.admin.access.AccessSettings;
import io.tallygate.admin.access.AccessSettings.Place;
import io.tallygate.admin.cluster.ClusterCalls;
import io.tallygate.admin.hits.HitCalls;
import io.tallygate.admin.hits.RuleFigures;
import io.tallygate.admin.nodes.CloudDiscovery;
import io.tallygate.admin.nodes.Discovery;
import io.tallygate.admin.nodes.NodeCalls;
import io.tallygate.admin.rules.RuleCalls;
import io.tallygate.admin.rules.RuleViews;
import io.tallygate.admin.rules.change.ChangeCalls;
import io.tallygate.admin.rules.change.LogCalls;
import io.tallygate.admin.rules.change.NodeStateCall;
import io.tallygate.admin.rules.change.OneRule;
import io.tallygate.admin.rules.change.Previews;
import io.tallygate.admin.rules.change.RollbackCall;
import io.tallygate.admin.rules.edit.RuleEditor;
import io.tallygate.admin.rules.transfer.ExportCall;
import io.tallygate.admin.rules.transfer.ImportCall;
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
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The admin API and who may use it, wherever it is served. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tallygate.admin.enabled")
class AdminConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AccessSettings tallygateAccess(TallygateProperties properties, Environment environment, ListableBeanFactory beans) {
        AdminSettings settings = new AdminSettings(properties);
        settings.basePath();
        Place place = AdminPlace.of(environment);
        AccessSettings access = settings.access(place);
        AdminCheck.check(properties.admin(), place, beans);
        return access;
    }

    @Bean
    @ConditionalOnMissingBean
    AccessGate tallygateGate(AccessSettings access) {
        return new AccessGate(access, System::nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean
    AdminApi tallygateAdminApi(
            TallygateProperties properties,
            AccessGate gate,
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
            ObjectProvider<ReactiveDiscoveryClient> discovery) {
        Calendar calendar = layout.calendar();
        RuleViews views = new RuleViews(rules, follower, live);
        RuleEditor editor = new RuleEditor(store, follower);
        Previews previews = new Previews(rules, new Settings(properties).order(), offline);
        ReactiveDiscoveryClient client = discovery.getIfAvailable();
        return new AdminApi(
                gate,
                gate,
                new RuleCalls(views, dryRun, hits, live, sparklines, calendar, clock),
                new ChangeCalls(new OneRule(editor, follower, views, previews), views),
                new LogCalls(store),
                new RollbackCall(editor),
                new NodeStateCall(editor),
                new ImportCall(editor, follower),
                new ExportCall(follower),
                new HitCalls(hits, live, trends, states, () -> figures(rules, follower), calendar, clock),
                new NodeCalls(
                        hits,
                        live,
                        client == null ? Discovery.none() : new CloudDiscovery(client),
                        offline::contains,
                        calendar,
                        clock),
                new ClusterCalls(states, auditor, calendar, clock));
    }

    private static RuleFigures figures(RulesInForce rules, RuleFollower follower) {
        Rulebook book = follower.book();
        return new RuleFigures(
                rules.all().size(), book.broken().size(), book.mark().version());
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(AdminPlace.IsGateway.class)
    @Import(AdminServing.class)
    static class OnGatewayPort {}
}
