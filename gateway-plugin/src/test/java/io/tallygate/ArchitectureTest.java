package io.tallygate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tallygate.flush.Flaw;
import io.tallygate.flush.StreamFigures;
import io.tallygate.redis.Layout;
import io.tallygate.redis.RedisStores;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** The law of docs/architecture.md: which station may use which, and who may know what. */
@AnalyzeClasses(packages = "io.tallygate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] MODEL = {
        "io.tallygate.rule..", "io.tallygate.match..", "io.tallygate.hit..", "io.tallygate.window.."
    };

    @ArchTest
    static final ArchRule stationsUseOnlyThoseAfterThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("balance")
            .definedBy("io.tallygate.balance..")
            .layer("rules")
            .definedBy("io.tallygate.rules..")
            .layer("count")
            .definedBy("io.tallygate.count..")
            .layer("flush")
            .definedBy("io.tallygate.flush..")
            .layer("snapshot")
            .definedBy("io.tallygate.snapshot..")
            .layer("history")
            .definedBy("io.tallygate.history..")
            .layer("election")
            .definedBy("io.tallygate.election..")
            .layer("redis")
            .definedBy("io.tallygate.redis..")
            .layer("admin")
            .definedBy("io.tallygate.admin..")
            .layer("observe")
            .definedBy("io.tallygate.observe..")
            .layer("autoconfigure")
            .definedBy("io.tallygate.autoconfigure..")
            .whereLayer("balance")
            .mayOnlyBeAccessedByLayers("admin", "observe", "autoconfigure")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("balance", "redis", "admin", "autoconfigure")
            .whereLayer("count")
            .mayOnlyBeAccessedByLayers("balance", "rules", "flush", "observe", "autoconfigure")
            .whereLayer("flush")
            .mayOnlyBeAccessedByLayers("history", "redis", "admin", "observe", "autoconfigure")
            .whereLayer("snapshot")
            .mayOnlyBeAccessedByLayers("redis", "observe", "autoconfigure")
            .whereLayer("history")
            .mayOnlyBeAccessedByLayers("snapshot", "redis", "admin", "autoconfigure")
            .whereLayer("election")
            .mayOnlyBeAccessedByLayers("snapshot", "autoconfigure")
            .whereLayer("redis")
            .mayOnlyBeAccessedByLayers("autoconfigure")
            .whereLayer("admin")
            .mayOnlyBeAccessedByLayers("autoconfigure")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("autoconfigure")
            .whereLayer("autoconfigure")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule readersKnowOnlyWhatStreamsReport = noClasses()
            .that()
            .resideInAnyPackage("io.tallygate.history..", "io.tallygate.admin..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.tallygate.flush..")
                    .and(DescribedPredicate.not(type(StreamFigures.class).or(type(Flaw.class)))));

    @ArchTest
    static final ArchRule stationsHaveNoCycles =
            slices().matching("io.tallygate.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.tallygate.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule countersArePlainJava = classes()
            .that()
            .resideInAPackage("io.tallygate.count..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("io.tallygate.count..", "java..", "org.jspecify..")
                    .or(resideInAnyPackage(MODEL)));

    @ArchTest
    static final ArchRule onlyRedisKnowsRedis = noClasses()
            .that()
            .resideOutsideOfPackage("io.tallygate.redis..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.springframework.data..")
                    .and(DescribedPredicate.not(
                            type(RedisConnectionFactory.class).or(type(ReactiveRedisConnectionFactory.class)))));

    @ArchTest
    static final ArchRule onlyWiringAndElectionHandConnectionsOn = noClasses()
            .that()
            .resideOutsideOfPackages("io.tallygate.redis..", "io.tallygate.election..", "io.tallygate.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.data..");

    @ArchTest
    static final ArchRule redisHasOneDoor = classes()
            .that()
            .resideInAPackage("io.tallygate.redis..")
            .and(DescribedPredicate.not(
                    type(RedisStores.class).or(type(Layout.class)).as("its door and the layout it is given")))
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule onlyElectionKnowsShedLock = noClasses()
            .that()
            .resideOutsideOfPackage("io.tallygate.election..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.javacrumbs..");

    @ArchTest
    static final ArchRule nobodyKnowsLettuceOrJackson2 = noClasses()
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are Lettuce's or Jackson 2's") {
                @Override
                public boolean test(JavaClass type) {
                    String name = type.getPackageName();
                    return name.startsWith("io.lettuce")
                            || name.startsWith("com.fasterxml.jackson.databind")
                            || name.startsWith("com.fasterxml.jackson.core");
                }
            });
}
