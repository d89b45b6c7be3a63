import type { FileRefusal } from '../../host/fileJob';

/** Why a file was not searched, and what to do about it. */
export function refusalSentence(reason: FileRefusal, name: string): string {
  return SENTENCES[reason](name);
}

const SENTENCES: Readonly<Record<FileRefusal, (name: string) => string>> = {
  missing: (name) => `${name} is not there. Check its name, or choose another file.`,
  folder: (name) => `${name} is a folder. Choose a file in it.`,
  'not-a-file': (name) =>
    `${name} is a device or a pipe, which has no end. Write what comes out of it to a file and search that.`,
  empty: (name) => `${name} is empty: there is nothing in it to find.`,
  forbidden: (name) => `You may not read ${name}. Change its permissions, or copy it to where you may read it.`,
  unreadable: (name) => `${name} could not be read. Check that its disk or server is there, then search it again.`,
  'utf-16': (name) =>
    `${name} is written in UTF-16, which is not searched. Save it in UTF-8 (Save with Encoding), then search it again.`,
  compressed: (name) => `${name} is compressed. Unpack it, then search what was in it.`,
  'too-large': (name) =>
    `${name} is too large to be handed over at once, as it must be here. Search a part of it, or search it where it is on a disk.`,
  'no-answer': (name) =>
    `The disk or server of ${name} did not answer, so the search was given up. Try it again later.`,
};
