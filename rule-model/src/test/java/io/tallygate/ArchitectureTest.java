package io.tallygate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tallygate", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** So neither on Spring, nor on Reactor, nor on a Redis client. */
    @ArchTest
    static final ArchRule dependsOnPlainJavaAndTwoParsersOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.tallygate..", "java..", "org.jspecify.annotations", "com.google.re2j", "tools.jackson.core..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("io.tallygate.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule dependsDownwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("rule")
            .definedBy("io.tallygate.rule")
            .layer("match")
            .definedBy("io.tallygate.match")
            .layer("match.index")
            .definedBy("io.tallygate.match.index")
            .layer("match.condition")
            .definedBy("io.tallygate.match.condition")
            .layer("match.text")
            .definedBy("io.tallygate.match.text")
            .layer("hit")
            .definedBy("io.tallygate.hit")
            .layer("window")
            .definedBy("io.tallygate.window")
            .whereLayer("rule")
            .mayNotAccessAnyLayer()
            .whereLayer("match")
            .mayOnlyAccessLayers("match.index", "match.condition", "rule")
            .whereLayer("match.index")
            .mayOnlyAccessLayers("match.condition", "match.text", "rule")
            .whereLayer("match.condition")
            .mayOnlyAccessLayers("match.text", "rule")
            .whereLayer("match.text")
            .mayNotAccessAnyLayer()
            .whereLayer("hit")
            .mayOnlyAccessLayers("rule")
            .whereLayer("window")
            .mayOnlyAccessLayers("hit")
            .ensureAllClassesAreContainedInArchitecture();
}
