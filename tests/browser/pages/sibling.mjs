// Speaks to the first frame of the page as if it were the page.
parent.frames[0].postMessage({ source: "precopy-host", protocol: 1, type: "set-state", state: "mem=1GiB" }, "*");
parent.postMessage("the sibling has spoken", "*");
