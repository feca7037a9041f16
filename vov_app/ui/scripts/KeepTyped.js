function KeepTyped({ born, away }) {
  const typed = useRef(new Map());
  const place = useRef("");
  const focused = useRef("");
  const last = useRef("");
  const lost = useRef(false);
  const wasAway = useRef(false);

  // Before the observer hears that the controls are gone: it must know whether the server forgot this screen,
  // or made them anew on purpose.
  useLayoutEffect(() => {
    if (last.current && born !== last.current) lost.current = true;
    if (born) last.current = born;
  }, [born]);

  useEffect(() => {
    if (wasAway.current && !away) typed.current.forEach((was) => leave(was.element));
    wasAway.current = away;
  }, [away]);

  useEffect(() => {
    const ours = (element) => element?.name && element.form && element.closest("main");
    const leave_place = () => {
      if (place.current === window.location.pathname) return;
      place.current = window.location.pathname;
      typed.current.clear();
      lost.current = false;
    };
    const note = ({ target }) => {
      leave_place();
      if (!ours(target)) return;
      typed.current.set(target.name, { element: target, value: target.value, checked: target.checked });
    };
    const enter = ({ target }) => (focused.current = ours(target) ? target.id : "");
    const look = () => {
      leave_place();
      for (const [name, was] of typed.current) {
        if (was.element.isConnected) continue;
        if (!lost.current) typed.current.delete(name);
        else restore(name, was);
      }
    };
    const restore = (name, was) => {
      const same = (element) => element.form && (element.type !== "radio" || element.value === was.value);
      const element = Array.from(document.getElementsByName(name)).find(same);
      if (!element || element.matches(":disabled")) return;
      typed.current.set(name, { ...was, element });
      write(element, was);
      if (element.id === focused.current && document.activeElement === document.body) element.focus();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("input", note, true);
    document.addEventListener("change", note, true);
    document.addEventListener("focusin", enter);
    return () => {
      observer.disconnect();
      document.removeEventListener("input", note, true);
      document.removeEventListener("change", note, true);
      document.removeEventListener("focusin", enter);
    };
  }, []);

  // React sets value and default apart; what is written has to pass for typed.
  const write = (element, was) => {
    if (element.type === "radio" || element.type === "checkbox") {
      if (element.checked !== was.checked) element.click();
      return;
    }
    if (element.value === was.value) return;
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value");
    set.call(element, was.value);
    element.dispatchEvent(new Event("input", { bubbles: true }));
    element.dispatchEvent(new Event("change", { bubbles: true }));
    leave(element);
  };

  const leave = (element) => element.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  return null;
}
