package io.tallygate.autoconfigure;

import io.tallygate.admin.nodes.Discovery;
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
import io.tallygate.redis.Layout;
import io.tallygate.rules.OfflineNodes;
import io.tallygate.rules.RulesInForce;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.rules.store.RuleStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The calls of the admin API about rules: those that read them, and those that change them. */
@Configuration(proxyBeanMethods = false)
class AdminRulesConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RuleViews tallygateRuleViews(RulesInForce rules, RuleFollower follower, LiveHistory live) {
        return new RuleViews(rules, follower, live);
    }

    @Bean
    @ConditionalOnMissingBean
    RuleCalls tallygateRuleCalls(
            RuleViews views,
            DryRun dryRun,
            HitHistory hits,
            LiveHistory live,
            SparklineHistory sparklines,
            Layout layout,
            StoreClock clock) {
        return new RuleCalls(views, dryRun, hits, live, sparklines, layout.calendar(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    RuleEditor tallygateRuleEditor(RuleStore store, RuleFollower follower) {
        return new RuleEditor(store, follower);
    }

    @Bean
    @ConditionalOnMissingBean
    ChangeCalls tallygateChangeCalls(
            TallygateProperties properties,
            RulesInForce rules,
            RuleFollower follower,
            OfflineNodes offline,
            RuleEditor editor,
            RuleViews views,
            Discovery discovery) {
        Previews previews = new Previews(rules, new Settings(properties).order(), offline, discovery);
        return new ChangeCalls(new OneRule(editor, follower, views, previews), views);
    }

    @Bean
    @ConditionalOnMissingBean
    LogCalls tallygateLogCalls(RuleStore store) {
        return new LogCalls(store);
    }

    @Bean
    @ConditionalOnMissingBean
    RollbackCall tallygateRollbackCall(RuleEditor editor) {
        return new RollbackCall(editor);
    }

    @Bean
    @ConditionalOnMissingBean
    NodeStateCall tallygateNodeStateCall(RuleEditor editor, Discovery discovery) {
        return new NodeStateCall(editor, discovery);
    }

    @Bean
    @ConditionalOnMissingBean
    ImportCall tallygateImportCall(RuleEditor editor, RuleFollower follower) {
        return new ImportCall(editor, follower);
    }

    @Bean
    @ConditionalOnMissingBean
    ExportCall tallygateExportCall(RuleFollower follower) {
        return new ExportCall(follower);
    }
}
