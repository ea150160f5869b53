//! What each program exports. A macro, since what is exported stands in the program itself: exports of a library would be in every program.

/// Makes a program of a page: `open(element, instance, link, locked, callback)` and `readDataBy(reader)`.
#[macro_export]
macro_rules! program {
    ($page:ty) => {
        use wasm_bindgen::JsError;
        use wasm_bindgen::prelude::wasm_bindgen;

        /// An open page.
        #[wasm_bindgen]
        pub struct Opened($crate::Opened<$page>);

        /// Opens the page in an element, which may lie in a shadow root, beside the calculator `instance` of the document, whose link is told,
        /// and whether some of its inputs are `locked`, or all and the page with them (`readonly`). `page` is its name, which calculators give
        /// to every program.
        ///
        /// `callback` is called with an object whose `kind` says what it is: `run` with `link`, the fragment of one migration, which is to be
        /// opened in the calculator; `page` with `page` and `entries`, another page that is to be turned to and keys of the link that say what
        /// it shows; `keys` with `entries`, pairs of a key of the link and its text; `save` with `what` (`text`), `name`, `type` and `text`, a
        /// file for the person; or `failed`, after which nothing of this module may be called any more.
        ///
        /// # Errors
        /// A document that makes no elements.
        #[wasm_bindgen]
        pub fn open(
            element: &web_sys::Element,
            page: &str,
            instance: u32,
            link: &str,
            locked: &str,
            callback: js_sys::Function,
        ) -> Result<Opened, JsError> {
            let _ = page;
            $crate::Opened::open(element, instance, link, locked, callback).map(Opened)
        }

        /// Says who reads data: a function that is given the path of a file, as it lies on a site, and promises its text.
        #[wasm_bindgen(js_name = readDataBy)]
        pub fn read_data_by(reader: js_sys::Function) {
            $crate::read_data_by(reader);
        }

        #[wasm_bindgen]
        impl Opened {
            /// Something has changed in the calculator.
            pub fn update(&mut self, link: &str, locked: &str) {
                self.0.update(link, locked);
            }

            /// Takes the page out of its element. What was chosen is kept, and what was fetched.
            pub fn close(self) {
                self.0.close();
            }

            /// Panics, so that a test can see what a person would see.
            #[wasm_bindgen(js_name = crashForTest)]
            #[allow(clippy::panic)]
            pub fn crash_for_test(&self) {
                panic!("a crash on request");
            }
        }
    };
}
