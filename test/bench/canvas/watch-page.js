// Runs in the page, ours and the bare one, before anything else of it. Plain JavaScript, as nothing builds it.
(() => {
  const shown = document.getElementsByClassName('react-flow__node');
  const bench = { frames: undefined };
  window.bench = bench;

  /** Ms from the start of the navigation until every node was there, measured by React Flow, and painted. */
  bench.opened = new Promise((resolve) => {
    const look = () => {
      const last = shown[window.benchNodes - 1];
      if (last === undefined || getComputedStyle(last).visibility === 'hidden') requestAnimationFrame(look);
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    };
    requestAnimationFrame(look);
  });

  bench.record = () => {
    const frames = [];
    bench.frames = frames;
    const tick = (at) => {
      // A later recording has its own list, so two never count each other's frames.
      if (bench.frames !== frames) return;
      frames.push(at);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  };
  bench.stop = () => {
    const { frames } = bench;
    bench.frames = undefined;
    return frames;
  };

  /** Resolves when the view has stood still for a while: a slow page is still zooming when the wheel has stopped. */
  bench.still = () =>
    new Promise((resolve) => {
      let [last, since] = [bench.view(), performance.now()];
      const look = (at) => {
        if (bench.view() !== last) [last, since] = [bench.view(), at];
        if (at - since > 400) resolve();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });

  /** The pane that is drawn on. */
  bench.pane = () => {
    const { left, top, width, height } = document.querySelector('.react-flow').getBoundingClientRect();
    return { left, top, width, height };
  };
  /** A place near the middle of the pane with nothing on it. */
  bench.emptyPlace = () =>
    nearMiddle((x, y) => document.elementFromPoint(x, y)?.classList.contains('react-flow__pane'));
  /** A place near the middle where a node can be taken, and which one that is. */
  bench.nodePlace = () => {
    let id;
    const place = nearMiddle((x, y) => {
      const there = document.elementFromPoint(x, y);
      // From a handle a link would be drawn instead.
      if (there?.closest('.react-flow__handle, .nodrag')) return false;
      id = there?.closest('.react-flow__node')?.getAttribute('data-id');
      return id;
    });
    return { ...place, id };
  };
  /** The view's transform, to see that a gesture did something. */
  bench.view = () => document.querySelector('.react-flow__viewport').style.transform;
  /** Where a node is drawn. */
  bench.placeOf = (id) => document.querySelector(`.react-flow__node[data-id="${id}"]`).style.transform;

  function nearMiddle(fits) {
    const { left, top, width, height } = bench.pane();
    for (let radius = 0; radius < Math.min(width, height) / 3; radius += 4) {
      for (let angle = 0; angle < 24; angle += 1) {
        const x = Math.round(left + width / 2 + radius * Math.cos((angle * Math.PI) / 12));
        const y = Math.round(top + height / 2 + radius * Math.sin((angle * Math.PI) / 12));
        if (fits(x, y)) return { x, y };
      }
    }
    throw new Error('There is no such place near the middle of the canvas.');
  }
})();
