package io.tallygate.redis;

import io.tallygate.TestRedis;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A real Redis for a class of tests, and stores with a prefix of their own, of one shard, for each test. */
abstract class StoreFixture {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    static TestRedis redis;
    String prefix;
    Stores stores;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void open() {
        Stores.takeTheTime();
        prefix = "test" + PREFIXES.incrementAndGet();
        stores = new Stores(redis, prefix, 1);
    }

    @AfterEach
    void close() {
        stores.close();
    }
}
