function InPageLinks() {
  useEffect(() => {
    const jump = (event) => {
      const link = event.target.closest?.('a[href^="#"]');
      const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (target.tabIndex < 0) target.tabIndex = -1;
      (target.closest(".field") || target).scrollIntoView();
      target.focus({ preventScroll: true });
      // On a small or enlarged screen the words above a field may fill it: what has the focus is shown.
      target.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("click", jump);
    return () => document.removeEventListener("click", jump);
  }, []);
  return null;
}
