package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.spi.Crew;
import dev.peso.spi.Parallel;

@Timeout(60)
class CrewTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void every_task_of_every_round_runs_once_before_the_next_round(int threads) {
        int rounds = 3_000;
        AtomicIntegerArray counts = new AtomicIntegerArray(7);
        int sum = Parallel.together(threads, crew -> {
            int seen = 0;
            for (int round = 0; round < rounds; round++) {
                crew.forEach(counts.length(), counts::incrementAndGet);
                for (int i = 0; i < counts.length(); i++) {
                    seen += counts.get(i) == round + 1 ? 1 : 0;
                }
            }
            return seen;
        });
        assertThat(sum).isEqualTo(rounds * counts.length());
    }

    @Test
    void helpers_that_sleep_wake_for_the_next_round_and_for_the_end() {
        AtomicInteger count = new AtomicInteger();
        int rounds = Parallel.together(2, crew -> {
            for (int round = 0; round < 5; round++) {
                LockSupport.parkNanos(20_000_000);
                crew.forEach(4, _ -> {
                    LockSupport.parkNanos(1_000_000);
                    count.incrementAndGet();
                });
            }
            LockSupport.parkNanos(20_000_000);
            return 5;
        });
        assertThat(count).hasValue(4 * rounds);
    }

    @Test
    void the_failure_with_the_lowest_number_is_thrown_and_ends_the_work() {
        AtomicInteger started = new AtomicInteger();
        assertThatThrownBy(() -> Parallel.together(2, crew -> {
            crew.forEach(10_000, i -> {
                started.incrementAndGet();
                throw new IllegalStateException("task " + i);
            });
            return 0;
        })).isInstanceOf(IllegalStateException.class).hasMessage("task 0");
        assertThat(started.get()).isLessThan(10_000);
        assertThatThrownBy(() -> Parallel.together(2, _ -> {
            throw new IllegalArgumentException("the work");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("the work");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void tasks_of_a_task_run_once_whoever_helps(int threads) {
        int shares = 2_000;
        AtomicIntegerArray counts = new AtomicIntegerArray(9);
        AtomicInteger complete = new AtomicInteger();
        Parallel.together(threads, crew -> {
            AtomicBoolean isTaken = new AtomicBoolean();
            AtomicBoolean isOver = new AtomicBoolean();
            crew.forEach(threads, _ -> {
                if (isTaken.compareAndSet(false, true)) {
                    for (int share = 1; share <= shares; share++) {
                        int expected = share;
                        crew.share(counts.length(), counts::incrementAndGet);
                        boolean isComplete = IntStream.range(0, counts.length())
                                .allMatch(i -> counts.get(i) == expected);
                        complete.addAndGet(isComplete ? 1 : 0);
                    }
                    isOver.set(true);
                }
                for (int looks = 0; !isOver.get(); looks++) {
                    looks = crew.help() ? 0 : looks;
                    Crew.pause(looks);
                }
            });
            return 0;
        });
        assertThat(complete).hasValue(shares);
    }

    @Test
    void what_a_helper_fails_with_is_thrown_where_the_tasks_are_shared() {
        assertThatThrownBy(() -> Parallel.together(2, crew -> {
            AtomicBoolean isTaken = new AtomicBoolean();
            AtomicBoolean isOver = new AtomicBoolean();
            crew.forEach(2, _ -> {
                if (isTaken.compareAndSet(false, true)) {
                    try {
                        crew.share(100, i -> {
                            throw new IllegalStateException("task " + i);
                        });
                    } finally {
                        isOver.set(true);
                    }
                }
                while (!isOver.get()) {
                    crew.help();
                }
            });
            return 0;
        })).isInstanceOf(IllegalStateException.class).hasMessage("task 0");
    }

    @Test
    void a_crew_within_tasks_works_too() {
        AtomicInteger count = new AtomicInteger();
        Parallel.forEach(4, _ -> Parallel.together(2, crew -> {
            crew.forEach(5, _ -> count.incrementAndGet());
            return 0;
        }));
        assertThat(count).hasValue(20);
    }
}
