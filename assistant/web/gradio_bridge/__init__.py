"""gradio_bridge."""
