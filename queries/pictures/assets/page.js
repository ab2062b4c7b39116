"use strict";
// The page of one network. All words come from the data block and reach the page through
// textContent or the canvas, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const BATCH = 50; // events set into the page at once; a button brings the next ones
  const LEADERS = 15; // how many of the largest nodes have a name even where it crosses a disc
  const CROWD = 300; // up to so many nodes, names keep clear of discs and not of names alone

  const make = (tag, words, properties = {}) => {
    const node = Object.assign(document.createElement(tag), properties);
    if (words !== undefined) node.textContent = words;
    return node;
  };
  const counted = (number, one, many = one + "s") =>
    `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const colourOf = (group) => data.groups[group][dark.matches ? "dark" : "light"];
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // ---- what is shown -------------------------------------------------------------------------

  const ties = data.nodes.map(() => []);
  data.edges.forEach((edge, number) => {
    ties[edge.source].push(number);
    if (edge.target !== edge.source) ties[edge.target].push(number);
  });
  const words = data.nodes.map((node) => folded([node.name, node.code, node.office].join(" ")));
  const dated = data.events.filter((event) => event.from);
  const undated = data.events.length - dated.length;

  const state = { selected: null, hovered: null, found: null, events: [], nodes: [], edges: [] };

  const chosenTypes = () =>
    new Set([...document.querySelectorAll("#types input:checked")].map((box) => box.value));

  function filter() {
    const types = chosenTypes();
    const since = $("since").value;
    const until = $("until").value;
    const open = $("undated").checked;
    const visible = (event) =>
      types.has(event.type) &&
      (event.from ? (!since || event.to >= since) && (!until || event.from <= until) : open);
    state.events = data.events.map(visible);
    state.edges = data.edges.map((edge) => edge.events.filter((event) => state.events[event]));
    const all = state.events.every(Boolean);
    state.nodes = data.nodes.map(
      (node, number) => all || ties[number].some((edge) => state.edges[edge].length)
    );
    const asked = folded($("search").value.trim());
    state.found = asked ? words.map((text) => text.includes(asked)) : null;
    if (state.selected && !isShown(state.selected)) state.selected = null;
    refresh();
  }

  const isShown = ({ kind, number }) =>
    kind === "node" ? state.nodes[number] : state.edges[number].length > 0;

  const eventsOfNode = (number) =>
    [...new Set(ties[number].flatMap((edge) => state.edges[edge]))].sort((a, b) => a - b);

  function select(kind, number) {
    state.selected = kind === null ? null : { kind, number };
    refresh();
    if (state.selected) $("detail").scrollIntoView({ block: "nearest" });
  }

  function refresh() {
    showCounts();
    showList();
    showDetail();
    if (picture) picture.refresh({ skipIndexation: true });
  }

  function showCounts() {
    const shown = (list) => list.filter(Boolean).length;
    const of = (part, all, one) =>
      part === all ? counted(all, one) : `${part.toLocaleString("en")} of ${counted(all, one)}`;
    $("shown").textContent =
      "Shown: " +
      [
        of(shown(state.nodes), data.nodes.length, data.bipartite ? "node" : "actor"),
        of(state.edges.filter((events) => events.length).length, data.edges.length, "tie"),
        of(shown(state.events), data.events.length, "event"),
      ].join(", ") + ".";
  }

  // ---- the list of actors --------------------------------------------------------------------

  function showList() {
    const focused = document.activeElement && document.activeElement.dataset.node;
    const rows = data.nodes
      .map((node, number) => ({ node, number, count: eventsOfNode(number).length }))
      .filter(({ number }) => state.nodes[number] && (!state.found || state.found[number]))
      .sort((a, b) => b.count - a.count || a.node.label.localeCompare(b.node.label, "en"));
    const selected = state.selected && state.selected.kind === "node" ? state.selected.number : -1;
    $("list").replaceChildren(
      ...rows.map(({ node, number, count }) => {
        const button = make("button", undefined, { type: "button" });
        button.dataset.node = String(number);
        button.setAttribute("aria-pressed", String(number === selected));
        button.append(dot(node.group), make("bdi", node.label), make("span", count, { className: "count" }));
        button.addEventListener("click", () => select("node", number));
        const row = make("li");
        row.append(button);
        return row;
      })
    );
    if (!rows.length) $("list").append(make("li", "No actor matches."));
    if (focused !== undefined) {
      const again = $("list").querySelector(`[data-node="${CSS.escape(focused)}"]`);
      if (again) again.focus();
    }
  }

  function dot(group) {
    const mark = make("span", undefined, { className: "dot" });
    mark.style.backgroundColor = colourOf(group);
    return mark;
  }

  // ---- one actor or one tie, with its events and their sentences ------------------------------

  function showDetail() {
    const detail = $("detail");
    detail.hidden = !state.selected;
    detail.replaceChildren();
    if (!state.selected) return;
    const close = make("button", "Close", { type: "button", className: "close" });
    close.addEventListener("click", () => select(null));
    detail.append(close);
    const { kind, number } = state.selected;
    if (kind === "node") describeNode(detail, number);
    else describeEdge(detail, number);
  }

  function describeNode(detail, number) {
    const node = data.nodes[number];
    const events = eventsOfNode(number);
    const heading = make("h2");
    heading.append(make("bdi", node.name));
    const facts = [node.kind, node.code, node.office, node.country !== node.code && node.country];
    detail.append(heading, make("p", facts.filter(Boolean).join(" · "), { className: "about words" }));
    const partners = ties[number]
      .map((edge) => ({ edge, count: state.edges[edge].length, other: otherEnd(edge, number) }))
      .filter(({ count }) => count)
      .sort((a, b) => b.count - a.count || data.nodes[a.other].label.localeCompare(data.nodes[b.other].label, "en"));
    if (!events.length) {
      detail.append(make("p", `In ${counted(node.events, "event")}, none of them together with another actor here.`));
      return;
    }
    const list = make("ul", undefined, { id: "partners" });
    list.append(
      ...partners.map(({ edge, count, other }) => {
        const button = make("button", undefined, { type: "button" });
        const way = !data.directed ? "" : data.edges[edge].source === number ? "→ " : "← ";
        button.append(way, make("bdi", data.nodes[other].label), ` (${count})`);
        button.addEventListener("click", () => select("edge", edge));
        const row = make("li");
        row.append(button);
        return row;
      })
    );
    detail.append(make("p", `Tied to ${counted(partners.length, "other")}:`, { className: "about" }), list);
    describeEvents(detail, events);
  }

  const otherEnd = (edge, number) =>
    data.edges[edge].source === number ? data.edges[edge].target : data.edges[edge].source;

  function describeEdge(detail, number) {
    const { source, target } = data.edges[number];
    const heading = make("h2");
    heading.append(
      make("bdi", data.nodes[source].label), data.directed ? " → " : " – ", make("bdi", data.nodes[target].label)
    );
    detail.append(heading);
    describeEvents(detail, state.edges[number]);
  }

  function describeEvents(detail, events) {
    detail.append(make("p", counted(events.length, "event") + ", the oldest first", { className: "about" }));
    let done = 0;
    const more = make("button", undefined, { type: "button" });
    const show = () => {
      more.before(...events.slice(done, done + BATCH).map(describeEvent));
      done = Math.min(done + BATCH, events.length);
      more.textContent = `Show ${Math.min(BATCH, events.length - done)} more of ${events.length - done}`;
      more.hidden = done === events.length;
    };
    more.addEventListener("click", show);
    detail.append(more);
    show();
  }

  function describeEvent(number) {
    const event = data.events[number];
    const box = make("article");
    const heading = make("h3");
    heading.append(make("bdi", event.label));
    const when = !event.start ? "date unknown"
      : !event.end || event.end === event.start ? event.start : `${event.start} to ${event.end}`;
    const facts = [event.type, when, event.places, event.status !== "occurred" && event.status];
    box.append(heading, make("p", facts.filter(Boolean).join(" · "), { className: "about words" }));
    for (const quote of event.quotes) {
      box.append(make("blockquote", quote.text, { dir: "auto" }), from(quote));
    }
    return box;
  }

  function from(quote) {
    const line = make("p", undefined, { className: "from words" });
    let url = null;
    try {
      url = new URL(quote.url);
    } catch {
      // not an address: its words are shown as they are
    }
    if (url && (url.protocol === "https:" || url.protocol === "http:")) {
      const link = make("a", url.hostname, { href: url.href, target: "_blank", rel: "noopener noreferrer" });
      line.append(link);
    } else {
      line.append(make("bdi", quote.url || "an article without an address"));
    }
    if (quote.published) line.append(`, ${quote.published}`);
    return line;
  }

  // ---- the picture ---------------------------------------------------------------------------

  const focusOf = () => state.hovered || state.selected;

  function isNear(number) {
    const focus = focusOf();
    if (state.found && !focus) return state.found[number];
    if (!focus) return true;
    if (focus.kind === "edge") {
      const { source, target } = data.edges[focus.number];
      return number === source || number === target;
    }
    return (
      number === focus.number ||
      ties[number].some((edge) => state.edges[edge].length && otherEnd(edge, number) === focus.number)
    );
  }

  function nodeLook(key, attributes) {
    const number = Number(key);
    const near = isNear(number);
    const focus = focusOf();
    const chosen = focus !== null && focus.kind === "node" && focus.number === number;
    return {
      ...attributes,
      hidden: !state.nodes[number],
      color: near ? colourOf(data.nodes[number].group) : token("--line"),
      label: near ? attributes.label : "",
      forceLabel: near && (attributes.forceLabel || focus !== null || state.found !== null),
      highlighted: chosen,
      zIndex: near ? 1 : 0,
    };
  }

  function edgeLook(key, attributes) {
    const number = Number(key);
    const count = state.edges[number].length;
    const focus = focusOf();
    const near =
      focus !== null &&
      (focus.kind === "edge"
        ? focus.number === number
        : data.edges[number].source === focus.number || data.edges[number].target === focus.number);
    return {
      ...attributes,
      hidden: !count || (focus !== null && !near && data.edges.length > 400),
      size: Math.max(1.4, Math.sqrt(count) * data.edge_scale),
      color: near ? token("--accent") : focus ? token("--line") : token("--edge"),
      zIndex: near ? 1 : 0,
    };
  }

  // What lies in the way of a name in the frame being drawn: discs, and the names set before.
  let discs = null;
  let names = [];
  // The largest nodes get their name even across a disc: a picture without them says nothing.
  const leading = data.nodes.map((node) => node.size).sort((a, b) => b - a)[LEADERS - 1] || 0;

  function obstacles() {
    if (!picture || data.nodes.length > CROWD) return [];
    const boxes = [];
    picture.getGraph().forEachNode((key, { x, y }) => {
      if (!state.nodes[Number(key)]) return;
      const at = picture.graphToViewport({ x, y });
      const r = picture.scaleSize(data.nodes[Number(key)].size);
      boxes.push({ left: at.x - r, right: at.x + r, top: at.y - r, bottom: at.y + r });
    });
    return boxes;
  }

  function drawLabel(context, node, settings, always = false) {
    const focus = focusOf();
    const pointed = focus !== null && focus.kind === "node" && String(focus.number) === node.key;
    // The node pointed at gets its name from drawHover, in bold.
    if (!node.label || (pointed && !always)) return;
    const size = settings.labelSize;
    context.font = `${always ? "600" : settings.labelWeight} ${size}px ${settings.labelFont}`;
    const width = context.measureText(node.label).width;
    const beside = node.size + 4;
    const spots = [
      [node.x + beside, node.y + size / 3],
      [node.x - beside - width, node.y + size / 3],
      [node.x - width / 2, node.y - beside],
      [node.x - width / 2, node.y + beside + size * 0.7],
    ];
    discs = discs || obstacles();
    const box = ([x, y]) => ({ left: x, right: x + width, top: y - size * 0.8, bottom: y + size * 0.25 });
    const inside = (at) => at.left > 2 && at.right < context.canvas.clientWidth - 2;
    const free = (at, others) => !others.some((other) =>
      at.left < other.right && other.left < at.right && at.top < other.bottom && other.top < at.bottom);
    // A name that finds no room is left away until one zooms in; the one pointed at is always set.
    const spot =
      spots.find((each) => inside(box(each)) && free(box(each), names) && free(box(each), discs)) ||
      (data.nodes[Number(node.key)].size >= leading && spots.find((each) => inside(box(each)) && free(box(each), names))) ||
      (always ? spots.find((each) => inside(box(each))) || spots[0] : null);
    if (!spot) return;
    names.push(box(spot));
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.strokeStyle = token("--halo");
    context.fillStyle = token("--ink");
    context.strokeText(node.label, ...spot);
    context.fillText(node.label, ...spot);
  }

  function drawHover(context, node, settings) {
    context.beginPath();
    context.arc(node.x, node.y, node.size + 2.5, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = token("--accent");
    context.stroke();
    drawLabel(context, node, settings, true);
  }

  function draw() {
    const graph = new graphology.Graph({ type: data.directed ? "directed" : "undirected" });
    // The largest first: names are set in this order, as long as there is room.
    const order = data.nodes.map((_, number) => number).sort((a, b) => data.nodes[b].size - data.nodes[a].size);
    for (const number of order) {
      const { x, y, size, short } = data.nodes[number];
      graph.addNode(number, { x, y, size, label: short, forceLabel: data.nodes.length <= CROWD });
    }
    data.edges.forEach(({ source, target }, number) =>
      graph.addEdgeWithKey(number, source, target, { type: data.directed ? "arrow" : "line" })
    );
    const sigma = new Sigma(graph, $("canvas"), {
      enableEdgeEvents: true,
      nodeReducer: nodeLook,
      edgeReducer: edgeLook,
      defaultDrawNodeLabel: drawLabel,
      defaultDrawNodeHover: drawHover,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelDensity: 1.5,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 5,
      stagePadding: 70,
      minCameraRatio: 0.05,
      maxCameraRatio: 3,
      zIndex: true,
    });
    const hover = (kind) => (payload) => {
      state.hovered = { kind, number: Number(payload[kind]) };
      $("canvas").style.cursor = "pointer";
      sigma.refresh({ skipIndexation: true });
    };
    const leave = () => {
      state.hovered = null;
      $("canvas").style.cursor = "";
      sigma.refresh({ skipIndexation: true });
    };
    sigma.on("beforeRender", () => {
      discs = null;
      names = [];
    });
    sigma.on("enterNode", hover("node"));
    sigma.on("leaveNode", leave);
    sigma.on("enterEdge", hover("edge"));
    sigma.on("leaveEdge", leave);
    sigma.on("clickNode", ({ node }) => select("node", Number(node)));
    sigma.on("clickEdge", ({ edge }) => select("edge", Number(edge)));
    sigma.on("clickStage", () => select(null));
    return sigma;
  }

  const duration = () => (still.matches ? 0 : 250);

  function move(right, up) {
    const camera = picture.getCamera();
    const { x, y, ratio } = camera.getState();
    camera.animate({ x: x + 0.12 * right * ratio, y: y + 0.12 * up * ratio }, { duration: duration() });
  }

  const zoom = {
    in: () => picture.getCamera().animatedZoom({ duration: duration() }),
    out: () => picture.getCamera().animatedUnzoom({ duration: duration() }),
    all: () => picture.getCamera().animatedReset({ duration: duration() }),
  };

  const keys = {
    ArrowLeft: () => move(-1, 0),
    ArrowRight: () => move(1, 0),
    ArrowUp: () => move(0, 1),
    ArrowDown: () => move(0, -1),
    "+": zoom.in,
    "=": zoom.in,
    "-": zoom.out,
    0: zoom.all,
  };

  // ---- the controls --------------------------------------------------------------------------

  function setUp() {
    const types = new Map();
    for (const event of data.events) types.set(event.type, (types.get(event.type) || 0) + 1);
    for (const [type, count] of [...types].sort(([a], [b]) => a.localeCompare(b, "en"))) {
      const label = make("label");
      const box = make("input", undefined, { type: "checkbox", value: type, defaultChecked: true });
      label.append(box, make("span", type.replace(/(?<=[a-z])(?=[A-Z])/g, " ")), make("span", count, { className: "count" }));
      $("types").append(label);
    }
    if (dated.length) {
      const first = dated.reduce((least, { from }) => (from < least ? from : least), dated[0].from);
      const last = dated.reduce((most, { to }) => (to > most ? to : most), dated[0].to);
      for (const id of ["since", "until"]) Object.assign($(id), { min: first, max: last });
    }
    $("period").hidden = !dated.length;
    $("undated-label").hidden = !undated;
    $("undated-label").querySelector("span").textContent = `and ${counted(undated, "event")} without a date`;
    const used = [...new Set(data.nodes.map((node) => node.group))].sort((a, b) => a - b);
    for (const group of used) {
      const row = make("div");
      row.append(dot(group), make("bdi", data.groups[group].name));
      $("legend").append(row);
    }
    $("legend").hidden = used.length < 2;

    $("controls").addEventListener("input", filter);
    $("controls").addEventListener("reset", () => {
      state.selected = null;
      setTimeout(filter); // the fields have their first values after the event
    });
    $("controls").addEventListener("submit", (event) => {
      event.preventDefault();
      const first = $("list").querySelector("button");
      if (first && $("search").value.trim()) select("node", Number(first.dataset.node));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && state.selected) select(null);
    });
  }

  function setUpPicture() {
    for (const way of ["in", "out", "all"]) $(`zoom-${way}`).addEventListener("click", zoom[way]);
    $("canvas").addEventListener("keydown", (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
  }

  function recolour() {
    $("legend").querySelectorAll(".dot").forEach((mark, row) => {
      const used = [...new Set(data.nodes.map((node) => node.group))].sort((a, b) => a - b);
      mark.style.backgroundColor = colourOf(used[row]);
    });
    refresh();
  }

  let picture = null;
  setUp();
  filter();
  try {
    picture = draw();
    picture.refresh(); // the frame of the constructor knew no obstacles yet
    setUpPicture();
    dark.addEventListener("change", recolour);
  } catch (error) {
    console.error(error);
    $("no-picture").hidden = false;
    $("zoom").hidden = true;
  }
})();
