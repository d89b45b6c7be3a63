import { readLog } from '../../../../src/core/http/readLog';
import { assertGolden } from '../../../support/golden';
import { logFixtures } from '../../../support/logFixtures';
import { renderReading } from '../../../support/renderExchange';
import { assertSpans } from '../../../support/spans';

describe('readLog', () => {
  for (const { title, text, expected, withPlaceholders } of logFixtures()) {
    it(`reads ${title}`, () => {
      const reading = readLog(text);
      assertSpans(text, reading);
      assertGolden(expected, withPlaceholders(renderReading(reading)));
    });
  }
});
