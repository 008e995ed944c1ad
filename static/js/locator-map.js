// The map beside the list. Leaflet is loaded where there is room for the map, or when the reader
// opens it; the markers bear the list's numbers.

const ROOM = matchMedia("(min-width: 75rem)");
const CLOSEST = 14; // zoom
const SIDE = 30; // pixels of a marker
let wasOpened = false; // by the reader, for the searches after this one
let leaflet = null;
let drawn = null; // the map and its markers; a new search moves them, with all that was loaded

/** Load Leaflet and what draws with it, once. */
function load({ scripts, styles, module }) {
  leaflet ??= Promise.all([
    ...styles.split(" ").map((href) => added("link", { rel: "stylesheet", href })),
    added("script", { src: scripts }),
  ]).then(() => import(module));
  leaflet.catch(() => (leaflet = null));
  return leaflet;
}

function added(name, properties) {
  return new Promise((done, failed) => {
    const element = Object.assign(document.createElement(name), properties);
    element.onload = done;
    element.onerror = () => failed(new Error(`${name} did not load`));
    document.head.append(element);
  });
}

/** Show the map's button in this part of the page, and the map where there is room. */
export function offerMap(region) {
  const box = region.querySelector("[data-map]");
  if (!box) return;
  const button = box.querySelector("button");
  box.hidden = false;
  const open = async () => {
    button.setAttribute("aria-expanded", "true");
    button.hidden = true;
    try {
      const { makeMap } = await load(box.dataset);
      if (box.isConnected) draw(box, region, makeMap);
    } catch {
      button.hidden = false;
      button.setAttribute("aria-expanded", "false");
      button.textContent = "The map did not load. Try again";
    }
  };
  button.addEventListener("click", async () => {
    wasOpened = true;
    await open();
    box.querySelector(".state-map:not([hidden])")?.focus();
  });
  if (ROOM.matches || wasOpened) open();
}

function draw(box, region, makeMap) {
  const element = box.querySelector(".state-map");
  for (const part of [element, box.querySelector("[data-map-note]")]) part.hidden = false;
  if (drawn) {
    element.replaceWith(drawn.map.getContainer());
    drawn.markers.clearLayers();
  } else {
    const map = makeMap(element);
    map.scrollWheelZoom.disable(); // the wheel scrolls the list past it
    map.getContainer().addEventListener("keydown", ({ key }) => {
      if (key === "Escape") map.closePopup();
    });
    drawn = { map, markers: window.L.featureGroup().addTo(map) };
  }
  const taken = new Map();
  for (const result of region.querySelectorAll(".result[data-latitude]")) {
    const place = [Number(result.dataset.latitude), Number(result.dataset.longitude)];
    const before = taken.get(`${place}`) ?? 0;
    taken.set(`${place}`, before + 1);
    connect(result, marker(result, place, before).addTo(drawn.markers));
  }
  const around = drawn.markers.getBounds();
  const options = { padding: [SIDE, SIDE], maxZoom: CLOSEST, animate: false };
  if (around.isValid()) drawn.map.invalidateSize().fitBounds(around, options);
}

/** Return a numbered marker; those at one place stand side by side. */
function marker(result, place, before) {
  const { number, about } = result.dataset;
  const icon = window.L.divIcon({
    className: `map-number${about === undefined ? "" : " map-number--about"}`,
    html: `<span>${Number(number)}</span>`,
    iconSize: [SIDE, SIDE],
    iconAnchor: [SIDE / 2 - before * SIDE, SIDE / 2],
    popupAnchor: [before * SIDE, -SIDE / 2],
  });
  return window.L.marker(place, { icon, riseOnHover: true }).bindPopup(() => popup(result));
}

/** Return what a marker says: the name, which leads to the profile, and how far it is. */
function popup(result) {
  const words = document.createElement("div");
  words.append(result.querySelector("h3 a").cloneNode(true));
  for (const part of result.querySelectorAll(".result__distance, .address")) words.append(part.cloneNode(true));
  return words;
}

/** Let the list and the map point at each other. */
function connect(result, marker) {
  const pin = marker.getElement();
  const name = result.querySelector("h3").textContent.trim();
  pin.setAttribute("aria-label", `${result.dataset.number}: ${name}`);
  const mark = (isMarked) => {
    pin.classList.toggle("map-number--marked", isMarked);
    result.classList.toggle("result--marked", isMarked);
    marker.setZIndexOffset(isMarked ? 1000 : 0);
  };
  for (const side of [pin, result]) {
    for (const event of ["pointerenter", "focusin"]) side.addEventListener(event, () => mark(true));
    for (const event of ["pointerleave", "focusout"]) side.addEventListener(event, () => mark(false));
  }
  // Who opened it from the number is in it at once, and back at the number when it is closed.
  marker.on("popupopen", ({ popup }) => {
    if (document.activeElement === pin) popup.getElement().querySelector("a").focus({ preventScroll: true });
  });
  marker.on("popupclose", ({ popup }) => {
    const active = document.activeElement;
    const isLost = active === document.body || popup.getElement()?.contains(active);
    if (isLost) pin.focus({ preventScroll: true });
  });
}
