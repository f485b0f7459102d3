package dev.peso;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Tests in the package `blackbox` see what a user sees.
@AnalyzeClasses(packages = "blackbox")
class BlackboxArchitectureTest {

    @ArchTest
    static final ArchRule blackbox_tests_use_public_packages_only = noClasses().should()
            .dependOnClassesThat()
            .resideInAPackage("dev.peso.internal..")
            .allowEmptyShould(true);
}
