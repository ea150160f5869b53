//! What the page knows: plain data, one enum of actions, one pure `reduce`. Tested without a browser.
