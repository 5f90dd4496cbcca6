package io.tallygate.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.tallygate.autoconfigure.TallygateProperties.AdminTokens;
import io.tallygate.balance.body.SkippedBodies;
import io.tallygate.count.LocalCounters;
import io.tallygate.flush.Flusher;
import io.tallygate.flush.StoreClock;
import io.tallygate.observe.RuleMeters;
import io.tallygate.observe.SnapshotMeters;
import io.tallygate.observe.TallygateHealthIndicator;
import io.tallygate.observe.TallygateMeters;
import io.tallygate.snapshot.Snapshotter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the host's operators see of the plugin, where the host has the means to show it. */
@Configuration(proxyBeanMethods = false)
class ObserveConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class Health {
        @Bean
        @ConditionalOnMissingBean
        TallygateHealthIndicator tallygateHealthIndicator(Flusher flusher, LocalCounters counters) {
            return new TallygateHealthIndicator(flusher::status, counters);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class Secrets {
        @Bean
        SanitizingFunction tallygateTokenSanitizer(TallygateProperties properties) {
            AdminTokens tokens = properties.admin().tokens();
            return SanitizingFunction.sanitizeValue()
                    .ifValueStringMatches(value -> holds(value, tokens.read()) || holds(value, tokens.write()));
        }

        /** Whatever it is called: a token may also stand in a command line, or be taken from another variable. */
        private static boolean holds(@Nullable String value, @Nullable String token) {
            return value != null && token != null && !token.isEmpty() && value.contains(token);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Meters {
        @Bean
        @ConditionalOnMissingBean
        TallygateMeters tallygateMeters(
                Flusher flusher, StoreClock clock, LocalCounters counters, SkippedBodies skipped) {
            return new TallygateMeters(flusher::status, clock, counters, skipped);
        }

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnProperty(name = "tallygate.metrics.rules.enabled")
        RuleMeters tallygateRuleMeters(TallygateProperties properties, Flusher flusher) {
            RuleMeters meters = new RuleMeters(new Settings(properties).ruleMeters());
            flusher.watch(meters::add);
            return meters;
        }

        @Bean
        @ConditionalOnMissingBean
        SnapshotMeters tallygateSnapshotMeters(Snapshotter snapshotter) {
            return new SnapshotMeters(snapshotter::status);
        }
    }
}
