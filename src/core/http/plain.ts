import type { ClientMessage } from './clientMessages';
import type { Exchange } from './exchange';
import type { LineReaderMaker } from './lineReader';
import { readSentence, unfinishedMessage, withRest } from './sentence';

/** The reader of last resort: single lines that tell of a call and its outcome in whatever words. */
export const makePlainReader: LineReaderMaker = (output) => {
  let begun: { exchange: Exchange; row: ClientMessage } | undefined;
  const finish = () => {
    if (begun) output.exchange(begun.exchange);
    begun = undefined;
  };
  return {
    claims: () => false,
    read(line) {
      const whole = begun && withRest(begun.exchange, begun.row, line.payload);
      if (whole) {
        begun = undefined;
        output.exchange(whole);
        return true;
      }
      finish();
      const exchange = readSentence(line.payload, line.time);
      if (!exchange) return false;
      const row = unfinishedMessage(line.payload.text);
      if (row) begun = { exchange, row };
      else output.exchange(exchange);
      return true;
    },
    end: finish,
  };
};
