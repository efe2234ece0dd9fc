// The little that a page does by itself: it listens to one stream of hints and passes each on as
// an event that htmx waits for; it says when the stream is gone; it closes the menu.
(() => {
  "use strict";

  const body = document.body;
  const state = document.querySelector("[data-link-state]");
  const address = body.dataset.live;
  const LIFE_EVERY_MS = 15000;

  let stream = null;
  let lastSign = 0;
  let pause = 1000;
  let wasDown = false;

  const say = (link) => {
    if (state && state.dataset.link !== link) {
      state.dataset.link = link;
    }
  };

  const pass = (topic) => body.dispatchEvent(new CustomEvent("live:" + topic, { bubbles: false }));

  const alive = () => {
    lastSign = Date.now();
    pause = 1000;
    say("up");
    if (wasDown) {
      wasDown = false;
      ["incidents", "agents", "exercise"].forEach(pass);
    }
  };

  const lost = () => {
    if (stream) {
      stream.close();
      stream = null;
    }
    say("down");
    wasDown = true;
    window.setTimeout(open, pause);
    pause = Math.min(pause * 2, 30000);
  };

  function open() {
    if (!address || stream) {
      return;
    }
    lastSign = Date.now();
    stream = new EventSource(address);
    stream.addEventListener("life", alive);
    ["incidents", "agents", "exercise"].forEach((topic) =>
      stream.addEventListener(topic, () => {
        alive();
        pass(topic);
      }),
    );
    stream.onerror = lost;
  }

  window.setInterval(() => {
    if (stream && Date.now() - lastSign > 3 * LIFE_EVERY_MS) {
      lost();
    }
  }, 5000);

  // A page that nobody looks at asks for nothing; when it is looked at again, it catches up.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && stream === null) {
      open();
    }
  });

  // While somebody writes, the part around the field is left as it is.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const part = event.detail.elt;
    const field = document.activeElement;
    const isOwnWish = event.detail.requestConfig.verb !== "get" || part.tagName === "FORM";
    const isWriting =
      field && part.contains(field) && /^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName);
    const isOpen = part.querySelector("details[open]") !== null;
    if (!isOwnWish && (isWriting || isOpen)) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.more[open]").forEach((menu) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.more[open]").forEach((menu) => {
        menu.open = false;
      });
    }
  });

  // A form that was sent once is not sent twice by a second tap.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 4000);
  });

  open();
})();
