function SessionTimer({ dueMs, onDue }) {
  const call = useRef(onDue);
  useEffect(() => {
    call.current = onDue;
  });
  useEffect(() => {
    if (!(dueMs > 0)) return;
    let due = Date.now() + dueMs;
    const look = () => {
      if (Date.now() < due) return;
      due = Date.now() + dueMs;
      call.current();
    };
    const timer = setInterval(look, 1000);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [dueMs]);
  return null;
}
