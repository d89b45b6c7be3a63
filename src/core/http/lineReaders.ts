import type { LineReaderMaker } from './lineReader';

/** The text formats. Where two recognise a line, the earlier one gets it. */
export const LINE_READERS: readonly LineReaderMaker[] = [];
