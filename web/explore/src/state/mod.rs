//! What the parts know and reckon: plain data, tested without a browser.
