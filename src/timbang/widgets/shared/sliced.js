/** Long reckoning that leaves the page its turns. */

const LONGEST = 12;

/**
 * Runs generators in short tasks, one at a time: a new one takes the place of an older that is not done.
 * @template T
 * @param {(result: T) => void} done
 */
export function sliced(done) {
  let current = 0;
  const channel = new MessageChannel();
  /** @type {() => void} */
  let resume = () => {};
  channel.port1.onmessage = () => resume();

  return {
    /** @param {Generator<void, T>} work */
    run(work) {
      current += 1;
      const mine = current;
      resume = () => {
        if (mine !== current) return;
        const end = performance.now() + LONGEST;
        do {
          const step = work.next();
          if (step.done) return done(step.value);
        } while (performance.now() < end);
        channel.port2.postMessage(null);
      };
      channel.port2.postMessage(null);
    },
    stop() {
      current += 1;
      channel.port1.close();
    },
  };
}
