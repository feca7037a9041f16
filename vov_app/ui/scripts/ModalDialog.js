function ModalDialog({ open, onDismiss, children, ...rest }) {
  const box = useRef(null);
  useEffect(() => {
    const dialog = box.current;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  const onCancel = (event) => {
    event.preventDefault();
    onDismiss?.();
  };
  const onClose = () => open && onDismiss?.();
  return createElement("dialog", { ...rest, ref: box, onCancel, onClose }, children);
}
