// Rows that unfold. Without this script everything is unfolded and the buttons are plain text.
"use strict";
document.documentElement.classList.add("scripted");

function unfold(button, open) {
  button.setAttribute("aria-expanded", String(open));
  document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
}

document.addEventListener("DOMContentLoaded", () => {
  const buttons = document.querySelectorAll("th > button");
  for (const button of buttons) {
    button.disabled = false;
    unfold(button, false);
    button.addEventListener("click", () => {
      unfold(button, button.getAttribute("aria-expanded") === "false");
    });
  }

  const tools = document.getElementById("tools");
  if (tools !== null) {
    tools.hidden = false;
    for (const [id, open] of [["show-all", true], ["hide-all", false]]) {
      document.getElementById(id).addEventListener("click", () => {
        buttons.forEach((button) => unfold(button, open));
      });
    }
  }

  // The contents are beside the text on a wide screen; on a narrow one they would hide it.
  if (matchMedia("(width < 64rem)").matches) {
    document.querySelector("#contents > details").open = false;
  }

  // A box is a stop for the Tab key only while there is something to scroll in it.
  const boxes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) {
        target.tabIndex = 0;
      } else {
        target.removeAttribute("tabindex");
      }
    }
  });
  document.querySelectorAll(".scroll, pre").forEach((box) => boxes.observe(box));

  document.documentElement.classList.add("ready");
});
