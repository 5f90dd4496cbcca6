package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.blockhound.BlockHound;

/** Watches, for the whole test run, that nothing of ours blocks a thread that must not block. */
final class EventLoopGuard {

    private static final List<String> BLOCKED = new CopyOnWriteArrayList<>();
    private static boolean installed;

    private EventLoopGuard() {}

    static synchronized void install() {
        if (!installed) {
            installed = true;
            BlockHound.install(builder -> builder.blockingMethodCallback(EventLoopGuard::blocked));
        }
    }

    private static void blocked(Object method) {
        StackTraceElement[] stack = Thread.currentThread().getStackTrace();
        // The gateway's own filters may block, for instance when they set up a load balancer, and run on our signals.
        boolean ours = Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.equals(EventLoopGuard.class.getName()))
                .filter(name -> name.startsWith("io.tallygate.") || name.startsWith("org.springframework.cloud."))
                .findFirst()
                .filter(name -> name.startsWith("io.tallygate."))
                .isPresent();
        boolean loadsClasses = Arrays.stream(stack)
                .anyMatch(frame -> frame.getMethodName().equals("loadClass")
                        || frame.getMethodName().equals("linkCallSite")
                        || frame.getMethodName().equals("<clinit>"));
        if (ours && !loadsClasses) {
            BLOCKED.add(method + " on " + Thread.currentThread().getName() + "\n  "
                    + String.join(
                            "\n  ", Arrays.stream(stack).map(String::valueOf).toList()));
        }
    }

    static void assertNothingBlocked() {
        assertThat(BLOCKED).isEmpty();
    }

    /** What was seen so far, taken away. */
    static List<String> drain() {
        List<String> seen = List.copyOf(BLOCKED);
        BLOCKED.clear();
        return seen;
    }
}
