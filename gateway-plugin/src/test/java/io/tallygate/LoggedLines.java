package io.tallygate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a package logs while a test runs. */
public final class LoggedLines implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private LoggedLines(String name) {
        this.logger = (Logger) LoggerFactory.getLogger(name);
    }

    /** Those of the package that a class is in, and of those below it. */
    public static LoggedLines around(Class<?> type) {
        return new LoggedLines(type.getPackageName());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        appender.start();
        logger.addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(appender);
    }

    /** What was said so far. */
    public List<String> all() {
        return those(event -> true);
    }

    public List<String> warnings() {
        return those(event -> event.getLevel() == Level.WARN);
    }

    private List<String> those(Predicate<ILoggingEvent> wanted) {
        // It is locked while it takes a line in.
        synchronized (appender) {
            return appender.list.stream()
                    .filter(wanted)
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }
}
