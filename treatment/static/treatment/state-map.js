// A Leaflet map that asks no third party: it draws the outline of the states, unless the operator
// configured a tile server. The element says which, in the attributes of {% map_source %}.
// Leaflet itself (the global L) comes from its own script, loaded before.

const L = window.L;
const COUNTRY = { center: [39.5, -98.4], zoom: 4 };
const FARTHEST = 3; // zoom levels beyond which there is nothing to see
const NEAREST = 18;

/** Return a Leaflet map in `element`; the outline arrives a moment later, and may fail to. */
export function makeMap(element, { center = COUNTRY.center, zoom = COUNTRY.zoom } = {}) {
  const { tiles, attribution, outline } = element.dataset;
  const map = L.map(element, {
    center,
    zoom,
    minZoom: FARTHEST,
    maxZoom: NEAREST,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  map.attributionControl.setPrefix(false);
  L.control.scale().addTo(map);
  if (tiles) L.tileLayer(tiles, { attribution: escaped(attribution), maxZoom: NEAREST }).addTo(map);
  else if (outline) drawStates(map, outline);
  // A map in a closed tab or panel has no size until it is opened.
  new ResizeObserver(() => map.invalidateSize()).observe(element);
  return map;
}

/** Return text as the HTML that Leaflet takes. */
function escaped(text = "") {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

/** Draw the states of a TopoJSON file below everything else; without it the map stays plain. */
async function drawStates(map, address) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return;
  const topology = await response.json();
  const arcs = topology.arcs.map((arc) => places(arc, topology.transform));
  for (const state of topology.objects.states.geometries) {
    const polygons = state.arcs.map((rings) => rings.map((ring) => line(ring, arcs)));
    L.polygon(polygons, { className: "state", interactive: false, weight: 1 })
      .addTo(map)
      .bringToBack();
  }
  map.attributionControl.addAttribution("Borders: U.S. Census Bureau");
}

/** Return the [latitude, longitude] pairs of an arc, whose file has steps from point to point. */
function places(arc, { scale, translate }) {
  let [x, y] = [0, 0];
  return arc.map(([right, up]) => {
    x += right;
    y += up;
    return [y * scale[1] + translate[1], x * scale[0] + translate[0]];
  });
}

/** Join the arcs of a ring; a negative number is the complement of one that runs backwards. */
function line(ring, arcs) {
  return ring.flatMap((number) => (number < 0 ? arcs[~number].toReversed() : arcs[number]));
}

/** Return a marker's icon, drawn in CSS: Leaflet's own looks for a picture by its plain name. */
export function markerIcon(className = "") {
  return L.divIcon({ className: `map-marker ${className}`.trim(), iconSize: [28, 28], iconAnchor: [14, 28] });
}
