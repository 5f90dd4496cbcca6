package io.tallygate.autoconfigure;

import io.tallygate.admin.access.AdminFilter;
import io.tallygate.balance.BalancingRuleRoutePredicateFactory;
import io.tallygate.balance.ContributedRoute;
import io.tallygate.balance.DryRun;
import io.tallygate.balance.FarewellFilter;
import io.tallygate.balance.MatchingWebFilter;
import io.tallygate.balance.TargetFilter;
import io.tallygate.balance.answer.AnswerFilter;
import io.tallygate.balance.body.SkippedBodies;
import io.tallygate.balance.outcome.AttemptFilter;
import io.tallygate.balance.outcome.OutcomeFilter;
import io.tallygate.balance.outcome.OutcomeRecorder;
import io.tallygate.count.LocalCounters;
import io.tallygate.rules.RulesInForce;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands in the way of a request through the gateway. */
@Configuration(proxyBeanMethods = false)
class BalanceConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OutcomeRecorder tallygateOutcomeRecorder(LocalCounters counters, TallygateProperties properties) {
        return new OutcomeRecorder(counters, new Settings(properties).failures());
    }

    @Bean
    @ConditionalOnMissingBean
    SkippedBodies tallygateSkippedBodies() {
        return new SkippedBodies();
    }

    @Bean
    @ConditionalOnMissingBean
    MatchingWebFilter tallygateWebFilter(
            RulesInForce rules,
            OutcomeRecorder recorder,
            TallygateProperties properties,
            SkippedBodies skipped,
            ApplicationContext context) {
        // The management port has a context of its own, and neither its calls nor the admin API's are traffic.
        return new MatchingWebFilter(
                rules,
                recorder,
                new Settings(properties).body(),
                skipped,
                exchange -> exchange.getApplicationContext() == context && !AdminFilter.owns(exchange));
    }

    @Bean
    @ConditionalOnMissingBean
    FarewellFilter tallygateFarewellFilter() {
        return new FarewellFilter();
    }

    @Bean
    @ConditionalOnMissingBean
    DryRun tallygateDryRun(RulesInForce rules, TallygateProperties properties) {
        return new DryRun(rules, new Settings(properties).body());
    }

    @Bean
    @ConditionalOnMissingBean
    BalancingRuleRoutePredicateFactory balancingRuleRoutePredicateFactory() {
        return new BalancingRuleRoutePredicateFactory();
    }

    @Bean
    @ConditionalOnMissingBean
    ContributedRoute tallygateRoute(ObjectProvider<RouteDefinitionLocator> locators, TallygateProperties properties) {
        return new ContributedRoute(locators, properties.routeOrder());
    }

    @Bean
    @ConditionalOnMissingBean
    OutcomeFilter tallygateOutcomeFilter(OutcomeRecorder recorder) {
        return new OutcomeFilter(recorder);
    }

    @Bean
    @ConditionalOnMissingBean
    AnswerFilter tallygateAnswerFilter(OutcomeRecorder recorder, TallygateProperties properties) {
        return new AnswerFilter(recorder, ErrorSettings.read(properties.errors()));
    }

    @Bean
    @ConditionalOnMissingBean
    TargetFilter tallygateTargetFilter() {
        return new TargetFilter();
    }

    @Bean
    @ConditionalOnMissingBean
    AttemptFilter tallygateAttemptFilter(OutcomeRecorder recorder) {
        return new AttemptFilter(recorder);
    }
}
