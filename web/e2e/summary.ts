// The last lines say in plain words how it went, for whoever reads logs: what failed, and what passed
// only when it was run again.
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';

export default class Summary implements Reporter {
  readonly #tests = new Map<string, TestCase>();
  #skipped = 0;

  onBegin(_: FullConfig, suite: Suite): void {
    console.log(`e2e: ${suite.allTests().length} tests`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'skipped') this.#skipped += 1;
    else this.#tests.set(test.id, test);
  }

  onEnd(): void {
    const tests = [...this.#tests.values()];
    const of = (outcome: ReturnType<TestCase['outcome']>): TestCase[] =>
      tests.filter((test) => test.outcome() === outcome);
    for (const test of of('unexpected')) console.log(`test ${nameOf(test)} ... FAILED`);
    for (const test of of('flaky')) console.log(`test ${nameOf(test)} ... passed when run again`);
    const failed = of('unexpected').length;
    const passed = tests.length - failed;
    const skipped = this.#skipped ? `, ${this.#skipped} skipped` : '';
    console.log(`\ne2e: ${passed} passed, ${failed} failed${skipped}`);
  }

  printsToStdio(): boolean {
    return true;
  }
}

const nameOf = (test: TestCase): string =>
  test
    .titlePath()
    .filter(Boolean)
    .map((part) => part.replaceAll(/\s+/g, '_'))
    .join('::');
