package dev.peso.ml;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// The walls of the module: it builds on what others may use too, and hides its own internals.
@AnalyzeClasses(packages = "dev.peso.ml", importOptions = ArchitectureTest.MainClasses.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule it_builds_on_the_public_parts_of_the_core = noClasses().should()
            .dependOnClassesThat()
            .resideInAPackage("dev.peso.internal..");

    @ArchTest
    static final ArchRule internals_do_not_know_the_doors = noClasses().that()
            .resideInAPackage("dev.peso.ml.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.peso.ml");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles = slices().matching("dev.peso.ml.(**)")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule jackson_stays_in_its_room = noClasses().that()
            .resideOutsideOfPackage("dev.peso.ml.internal.spec")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule xgboost_stays_in_its_room = noClasses().that()
            .resideOutsideOfPackage("dev.peso.ml.internal.xgboost")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ml.dmlc..");

    @ArchTest
    static final ArchRule light_gbm_stays_in_its_room = noClasses().that()
            .resideOutsideOfPackage("dev.peso.ml.internal.lightgbm")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.metarank..", "com.microsoft..");

    @ArchTest
    static final ArchRule nothing_is_serialized_by_java = noClasses().should()
            .dependOnClassesThat(
                    assignableTo(ObjectInputStream.class).or(assignableTo(ObjectOutputStream.class)));

    @ArchTest
    static final ArchRule threads_come_from_the_core = noClasses().should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.lang\\.Thread|java\\.util\\.concurrent\\..*Executor.*|java\\.util\\.concurrent\\.ForkJoin.*");

    @ArchTest
    static final ArchRule public_api_hides_internals = methods().that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.peso.ml")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(new ArchCondition<JavaMethod>("hide internal types") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean isWrong = method.getAllInvolvedRawTypes()
                            .stream()
                            .anyMatch(ArchitectureTest::isInternal);
                    events.add(new SimpleConditionEvent(method, !isWrong,
                            method.getDescription() + " mentions an internal type"));
                }
            });

    /// Without it the null checker would skip the package in silence.
    @ArchTest
    static void every_package_is_null_marked(JavaClasses classes) {
        List<String> bare = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> each.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty())
                .map(each -> each.getName())
                .sorted()
                .toList();
        if (!bare.isEmpty()) {
            throw new AssertionError("packages without a @NullMarked package-info.java: " + bare);
        }
    }

    private static boolean isInternal(JavaClass type) {
        return type.getBaseComponentType().getPackageName().contains(".internal");
    }

    /// Everything but the tests, wherever the compiler put them.
    static final class MainClasses implements ImportOption {
        private static final String TESTS = ArchitectureTest.class.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();

        @Override
        public boolean includes(Location location) {
            return !location.asURI().toString().startsWith(TESTS);
        }
    }
}
