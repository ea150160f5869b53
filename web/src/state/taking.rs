//! Values that are taken into the inputs, with what follows them; what can't be taken becomes a draft with its problem.

use std::rc::Rc;

use precopy_formats::fields::{Takes, row};
use precopy_formats::{Inputs, Value};
use precopy_model::problem::Field;
use precopy_model::scenario::presets;

use super::proportion::Proportions;
use super::{Draft, Results, State};

impl State {
    /// What another input's change has made of the drafts: those of fields that are no longer there go, and those that did
    /// not fit before may fit now.
    pub(super) fn settle_drafts(&mut self) {
        for field in Field::ALL {
            let Some(draft) = self.drafts.get(field) else { continue };
            let is_there = self.inputs.applies(field) && (field == Field::StopThreshold || !self.is_moot(field));
            if !is_there {
                self.drafts.remove(field);
            } else if draft.problem.is_some()
                && let Ok(value) = row(field).parse(&draft.text)
            {
                let text = draft.text.clone();
                self.take(field, value, Some(text));
            }
        }
    }

    pub(super) fn choose(&mut self, field: Field, value: Value) {
        if let (Field::Pattern, Value::Word(pattern)) = (field, &value) {
            return self.choose_pattern(pattern);
        }
        let mut inputs = self.inputs.clone();
        if let (Takes::Preset, Value::Word(id)) = (row(field).takes, &value) {
            if let Some(preset) = presets::find(id) {
                inputs.choose(preset);
                // Drafts of rules that the new product does not have would be problems nobody can see.
                self.drafts.retain(|field| inputs.applies(field));
            }
        } else {
            inputs.set(field, value);
            // A loop without rounds has no limit on them; the person chose the loop, so that goes.
            if field == Field::Loop && inputs.is_moot(Field::RoundLimit) {
                inputs.reset(Field::RoundLimit);
                self.drafts.remove(Field::RoundLimit);
            }
        }
        self.accept(self.with_locked(inputs));
    }

    /// Takes a value; when the scenario is not sound with it, the text stays as a draft with the problem.
    pub(super) fn take(&mut self, field: Field, value: Value, typed: Option<String>) {
        let mut inputs = self.inputs.clone();
        inputs.set(field, value.clone());
        let waiting = if field == Field::Shape { self.waiting_pattern() } else { None };
        let waited = waiting.is_some();
        if let Some(pattern) = waiting {
            inputs.set(Field::Pattern, pattern);
        }
        self.proportions.keep(&mut inputs, field, &self.results);
        let inputs = self.with_locked(inputs);
        match Results::of(&inputs) {
            Ok(results) => {
                self.inputs = inputs;
                self.results = Rc::new(results);
                self.proportions.learn(field, &self.results);
                if waited {
                    self.drafts.remove(Field::Pattern);
                }
                match typed {
                    Some(text) => self.drafts.insert(field, Draft { text, problem: None }),
                    None => self.drafts.remove(field),
                }
            }
            Err(problems) => {
                // A problem at another field (the hot set no longer fits) is told where the person is working.
                let problem = problems.iter().find(|problem| problem.field == Some(field)).or(problems.first());
                let text = typed.unwrap_or_else(|| crate::words::field_text(&value));
                self.drafts.insert(field, Draft { text, problem: problem.cloned() });
            }
        }
    }

    pub(super) fn accept(&mut self, inputs: Inputs) {
        if let Ok(results) = Results::of(&inputs) {
            self.inputs = inputs;
            self.results = Rc::new(results);
            self.proportions = Proportions::of(&self.results);
        }
    }
}
