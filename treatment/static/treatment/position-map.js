// The editor's map: a marker that moves the numbers, and numbers that move the marker. Without
// scripts the numbers remain.

import { makeMap, markerIcon } from "./state-map.js";

const L = window.L;
const DECIMALS = 6; // of a degree, as the columns hold
const NEAR = { tiles: 15, outline: 9 }; // an outline says nothing about streets
const STEP = 2; // pixels for an arrow key; ten times as many with Shift
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class PositionMap {
  constructor(root) {
    const field = (name) => document.getElementById(root.dataset[name]);
    this.latitude = field("latitude");
    this.longitude = field("longitude");
    this.source = field("source");
    this.status = root.querySelector("[data-position-status]");
    root.hidden = false;
    const canvas = root.querySelector("[data-position-canvas]");
    this.near = canvas.dataset.tiles ? NEAR.tiles : NEAR.outline;
    const place = this.typed();
    this.map = makeMap(canvas, place ? { center: place, zoom: this.near } : {});
    if (place) this.put(place);
    this.map.on("click", (event) => this.move(event.latlng));
    root.querySelector("[data-position-center]").addEventListener("click", () => this.move(this.map.getCenter()));
    for (const input of [this.latitude, this.longitude]) input.addEventListener("change", () => this.follow());
  }

  /** Return the position that the numbers name, or null where they name none. */
  typed() {
    const numbers = [this.latitude, this.longitude].map((input) => input.value.trim());
    if (numbers.includes("")) return null;
    const [latitude, longitude] = numbers.map(Number);
    const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return isOnEarth ? L.latLng(latitude, longitude) : null;
  }

  /** Show the marker at a place, making it the first time. */
  put(place) {
    if (this.marker) {
      this.marker.setLatLng(place);
      return;
    }
    const title = "The facility. Drag it, or move it with the arrow keys.";
    this.marker = L.marker(place, { draggable: true, autoPanOnFocus: false, icon: markerIcon(), title }).addTo(this.map);
    const element = this.marker.getElement();
    element.setAttribute("aria-label", title);
    element.addEventListener("keydown", (event) => this.press(event));
    this.marker.on("drag", () => this.write(this.marker.getLatLng()));
    this.marker.on("dragend", () => this.move(this.marker.getLatLng()));
  }

  /** Move the marker by an arrow key; the map, which would scroll, must not hear of it. */
  press(event) {
    const direction = ARROWS[event.key];
    if (!direction || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const pixels = L.point(direction).multiplyBy(event.shiftKey ? STEP * 10 : STEP);
    const zoom = this.map.getZoom();
    const place = this.map.project(this.marker.getLatLng(), zoom).add(pixels);
    this.move(this.map.unproject(place, zoom));
    this.map.panInside(this.marker.getLatLng(), { padding: [40, 40], animate: false });
  }

  /** Take a place that somebody pointed at: it is the editor's from now on. */
  move(place) {
    const wrapped = place.wrap();
    this.put(wrapped);
    this.write(wrapped);
    this.source.value = "editor";
    for (const input of [this.latitude, this.longitude, this.source]) {
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.status.textContent = `Latitude ${this.latitude.value}, longitude ${this.longitude.value}`;
  }

  write(place) {
    this.latitude.value = place.lat.toFixed(DECIMALS);
    this.longitude.value = place.lng.toFixed(DECIMALS);
  }

  /** Follow the numbers that somebody typed. */
  follow() {
    const place = this.typed();
    if (place) {
      this.put(place);
      this.map.setView(place, Math.max(this.map.getZoom(), this.near));
    } else if (this.marker) {
      this.marker.remove();
      this.marker = null;
    }
  }
}

for (const root of document.querySelectorAll("[data-position-map]")) new PositionMap(root);
