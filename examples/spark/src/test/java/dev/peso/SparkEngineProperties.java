package dev.peso;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.platform.commons.logging.LoggerFactory;

import dev.peso.engine.Engine;

/// Random pipelines give the same rows here as when Spark computes what it can of them.
@Tag("oracle")
class SparkEngineProperties {
    private static final Coverage COVERAGE = new Coverage();
    private static final EngineConformance CONFORMANCE = new EngineConformance("Spark", COVERAGE);
    private static final Engine SPARK = Engine.spark(Sparks.session());

    @AfterContainer
    static void tell() {
        LoggerFactory.getLogger(SparkEngineProperties.class).info(COVERAGE::toString);
        CONFORMANCE.requireUse(60, 12);
    }

    @Property(tries = 60, seed = Seeds.FIXED, shrinking = ShrinkingMode.OFF)
    void in_spark(@ForAll long seed) {
        CONFORMANCE.check(seed, SPARK);
    }
}
