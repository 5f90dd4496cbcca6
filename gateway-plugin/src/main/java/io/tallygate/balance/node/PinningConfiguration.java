package io.tallygate.balance.node;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.annotation.Bean;

/**
 * Part of every service's own load balancer context: wraps whatever load balancer the user has there, so that its
 * discovery, health checks, lifecycle and metrics go on as they were.
 */
public class PinningConfiguration {

    @Bean
    static BeanPostProcessor tallygatePinning(ObjectProvider<ServiceInstanceListSupplier> instances) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                return bean instanceof ReactorServiceInstanceLoadBalancer balancer
                        ? new PinnedLoadBalancer(balancer, instances)
                        : bean;
            }
        };
    }
}
