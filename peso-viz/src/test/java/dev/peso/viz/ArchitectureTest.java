package dev.peso.viz;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// The walls of the house: who may use whom.
@AnalyzeClasses(packages = "dev.peso.viz", importOptions = ArchitectureTest.MainClasses.class)
class ArchitectureTest {

    /// What internals may use of `dev.peso.viz`: colours, never the doors of the house (`Chart`).
    private static final Set<String> VOCABULARY = Set.of("Theme");

    @ArchTest
    static final ArchRule internals_use_the_vocabulary_but_never_the_facade = noClasses().that()
            .resideInAPackage("dev.peso.viz.internal..")
            .should()
            .dependOnClassesThat(facade())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule public_api_hides_internals = classes()
            .that(are("public API", ArchitectureTest::isApi))
            .should(hideInternals())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_are_free_of_cycles = slices().matching("dev.peso.viz.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    /// What Peso's other modules may use of the core: what every user may.
    @ArchTest
    static final ArchRule the_core_is_used_through_its_public_packages = noClasses().should()
            .dependOnClassesThat()
            .resideInAPackage("dev.peso.internal..");

    @ArchTest
    static final ArchRule scenes_are_the_ground_floor = noClasses().that()
            .resideInAPackage("dev.peso.viz.internal.scene..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.peso..")
                    .and(DescribedPredicate.not(resideInAPackage("dev.peso.viz.internal.scene.."))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jackson_stays_in_its_room = onlyIn("dev.peso.viz.internal.json..",
            "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule desktop_classes_stay_in_their_rooms = onlyIn(
            "dev.peso.viz.internal.[png|desktop]..",
            "java.awt..");

    /// They ask the system for fonts, and throw where it has none.
    @ArchTest
    static final ArchRule fonts_of_the_desktop_are_not_used = noClasses().should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.awt.Font")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.awt.font..");

    @ArchTest
    static final ArchRule nothing_is_serialized_by_java = noClasses().should()
            .dependOnClassesThat(
                    assignableTo(ObjectInputStream.class).or(assignableTo(ObjectOutputStream.class)));

    @ArchTest
    static final ArchRule packages_are_named_after_what_they_do = noClasses().should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..",
                    "..helper..");

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

    private static ArchRule onlyIn(String room, String library) {
        return noClasses().that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> facade() {
        return are("the facade of dev.peso.viz", type -> {
            JavaClass top = outermost(type);
            return top.getPackageName().equals("dev.peso.viz")
                    && !VOCABULARY.contains(top.getSimpleName())
                    && !top.isAssignableTo(Throwable.class);
        });
    }

    private static ArchCondition<JavaClass> hideInternals() {
        return new ArchCondition<>("hide internal types") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream())
                        .filter(ArchitectureTest::isInternal)
                        .forEach(parent -> violate(events, type,
                                type.getDescription() + " extends " + parent.getDescription()));
                Stream.of(type.getAllMethods(), type.getAllFields(), type.getConstructors())
                        .flatMap(Set::stream)
                        .filter(member -> member.getOwner().getPackageName().startsWith("dev.peso"))
                        .filter(member -> reachable(member, type))
                        .filter(member -> member.getAllInvolvedRawTypes()
                                .stream()
                                .anyMatch(ArchitectureTest::isInternal))
                        .forEach(member -> violate(events, type,
                                member.getDescription() + " mentions an internal type"));
            }
        };
    }

    private static void violate(ConditionEvents events, JavaClass type, String message) {
        events.add(SimpleConditionEvent.violated(type, message));
    }

    private static boolean reachable(JavaMember member, JavaClass type) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return modifiers.contains(PUBLIC)
                || (modifiers.contains(PROTECTED) && !type.getModifiers().contains(JavaModifier.FINAL));
    }

    private static boolean isApi(JavaClass type) {
        return !isInternal(type) && Stream.iterate(type, ArchitectureTest::hasOuter, ArchitectureTest::outer)
                .allMatch(each -> each.getModifiers().contains(PUBLIC))
                && outermost(type).getModifiers().contains(PUBLIC);
    }

    private static boolean isInternal(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith("dev.peso.viz.internal");
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass top = type.getBaseComponentType();
        while (hasOuter(top)) {
            top = outer(top);
        }
        return top;
    }

    private static boolean hasOuter(JavaClass type) {
        return type.getEnclosingClass().isPresent();
    }

    private static JavaClass outer(JavaClass type) {
        return type.getEnclosingClass().orElseThrow();
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

    private static DescribedPredicate<JavaClass> are(String description,
            Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }
}
