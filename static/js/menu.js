// The menu works without this: it only closes what is open when the reader turns away from it.
const open = () => document.querySelectorAll(".submenu[open]");

document.addEventListener("click", (event) => {
  for (const submenu of open()) {
    if (!submenu.contains(event.target)) submenu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const submenu of open()) {
    const hadFocus = submenu.contains(document.activeElement);
    submenu.open = false;
    if (hadFocus) submenu.querySelector("summary").focus();
  }
});
