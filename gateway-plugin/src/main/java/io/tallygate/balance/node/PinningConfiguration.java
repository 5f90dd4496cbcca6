package io.tallygate.balance.node;

import io.tallygate.rules.OfflineNodes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.annotation.Bean;

/**
 * Part of every service's own load balancer context: wraps whatever load balancer the user has there, and the list of
 * nodes that it chooses among, so that its discovery, health checks, lifecycle and metrics go on as they were.
 */
public class PinningConfiguration {

    @Bean
    static BeanPostProcessor tallygatePinning(
            ObjectProvider<ServiceInstanceListSupplier> instances, ObjectProvider<OfflineNodes> offline) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                if (bean instanceof ReactorServiceInstanceLoadBalancer balancer) {
                    return new PinnedLoadBalancer(balancer, instances, offline.getObject());
                }
                return bean instanceof ServiceInstanceListSupplier supplier
                        ? new OnlineNodes(supplier, offline.getObject())
                        : bean;
            }
        };
    }
}
