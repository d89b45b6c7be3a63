/**
 * Stands in for `@vscode/spdlog`, whose native half would have to be compiled: without it VS Code's server writes no log
 * files, and every output channel of the Node extension host stays empty, because its text goes through one.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  #path;
  #lowest = 0;
  #formatted = true;

  /** @param {string} path */
  constructor(path) {
    this.#path = path;
  }

  /** @param {number} level */
  setLevel(level) {
    this.#lowest = level;
  }

  setPattern() {
    this.#formatted = true;
  }

  clearFormatters() {
    this.#formatted = false;
  }

  flush() {}
  drop() {}

  /** @param {number} level @param {string} message */
  write(level, message) {
    if (level < this.#lowest) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.#path, this.#formatted ? `${time} [${LEVELS[level]}] ${message}\n` : message);
  }
}

for (const [level, name] of LEVELS.entries()) {
  Object.defineProperty(Logger.prototype, name, {
    /** @this {Logger} @param {string} message */
    value(message) {
      this.write(level, message);
    },
  });
}

/** @param {string} _name @param {string} path */
async function createLogger(_name, path) {
  mkdirSync(dirname(path), { recursive: true });
  return new Logger(path);
}

// One by one, because that is how Node finds the names of a CommonJS module that is imported.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
