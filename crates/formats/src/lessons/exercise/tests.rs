//! Exercises and what is handed in: there and back, spoilt, and judged.

use super::super::{Attempt, Changes, Exercise, Model, Part, Verified, completion, verify};

const LINK: &str = "v=1&hv=custom&mem=64GiB&ws=64GiB&hot=6GiB&dirty=30000pages/s&link=10Gbit/s&time-limit=1ms&on-limit=pause\
    &ex-title=Hurry&ex-ask=Less%20than%20ten%20seconds,%20please%3B%20but%20more%20than%20three.&ex-turn=link,mem\
    &ex-wants=3s%20<=%20downtime%20rounds%20and%20downtime%20rounds%20<%2010s&ex-hint=How%20many%20times%20faster?";

fn exercise() -> Exercise {
    Exercise::of_link(LINK).unwrap()
}

fn attempt(turned: &str) -> Attempt {
    Attempt { turned: Changes::read(turned).unwrap(), told: String::new() }
}

#[test]
fn it_goes_into_a_link_and_back() {
    let exercise = exercise();
    assert_eq!(exercise.turn, ["link", "mem"]);
    assert_eq!(exercise.ask, "Less than ten seconds, please; but more than three.");
    let link = exercise.to_link().unwrap();
    assert_eq!(Exercise::of_link(&link), Ok(exercise));
    assert!(Exercise::is_set_by(&link) && !Exercise::is_set_by("v=1&hv=qemu"));
}

#[test]
fn the_model_judges() {
    let (exercise, mut model) = (exercise(), Model::default());
    assert_eq!(exercise.faults(&mut model), []);
    let mut is_met = |turned: &str| exercise.judge(&attempt(turned), &mut model).map(|judged| judged.is_met);
    assert_eq!(is_met("start"), Ok(false));
    assert_eq!(is_met("link=100Gbit/s"), Ok(true));
    assert_eq!(is_met("link=400Gbit/s"), Ok(false), "that is too fast");
    assert_eq!(is_met("mem=4GiB"), Ok(true), "the working set goes with it");
    assert!(is_met("dirty=0pages/s").is_err(), "locked");
    assert!(is_met("link=fast").is_err());
}

#[test]
fn an_answer_can_be_told() {
    let link = "v=1&hv=custom&mem=8GiB&ws=8GiB&link=1Gbit/s&time-limit=1ms&on-limit=pause\
        &ex-ask=How%20long?&ex-wants=told%20downtime%20rounds%20in%20s%20within%205pct";
    let (exercise, mut model) = (Exercise::of_link(link).unwrap(), Model::default());
    assert_eq!(exercise.faults(&mut model), []);
    assert_eq!(Exercise::of_link(&exercise.to_link().unwrap()).as_ref(), Ok(&exercise));
    let result = exercise.judge(&Attempt { told: "73".to_owned(), ..Attempt::default() }, &mut model).unwrap();
    assert!(result.is_met, "{result:?}");
    let mut told = |told: &str| {
        exercise.judge(&Attempt { told: told.to_owned(), ..Attempt::default() }, &mut model).map(|judged| judged.is_met)
    };
    assert_eq!(told("1.2 min"), Ok(true));
    assert_eq!(told("90 s"), Ok(false));
    assert_eq!(told("never"), Ok(false));
    assert!(told("73 MiB").is_err() && told("long").is_err() && told("").is_err());
    let endless = link
        .replace("time-limit=1ms&on-limit=pause", "dirty=90000pages/s&hot=1GiB")
        .replace("downtime", "migration-time");
    let endless = Exercise::of_link(&endless).unwrap();
    let told = |told: &str| {
        let attempt = Attempt { told: told.to_owned(), ..Attempt::default() };
        endless.judge(&attempt, &mut Model::default()).unwrap().is_met
    };
    assert!(told("never") && !told("73"));
    let line = completion(&exercise, &Attempt { told: "73".to_owned(), ..Attempt::default() }, "", &mut model);
    assert!(matches!(verify(&exercise, &line.unwrap().unwrap(), &mut model), Verified::Done(_)));
}

#[test]
fn faults_are_told_to_the_teacher() {
    let mut model = Model::default();
    let mut faults = |from: &str, to: &str| {
        let exercise = Exercise::of_link(&LINK.replacen(from, to, 1));
        exercise.map(|exercise| exercise.faults(&mut model).iter().map(|fault| fault.part).collect::<Vec<_>>())
    };
    assert_eq!(faults("ex-turn=link,mem", "ex-turn="), Ok(vec![Part::Turn]));
    assert_eq!(faults("ex-turn=link,mem", "ex-turn=link,speed"), Ok(vec![Part::Turn]));
    assert_eq!(faults("<%2010s", "<%20100s"), Ok(vec![Part::Wants]), "done before it begins");
    assert_eq!(
        faults("3s%20<=%20downtime%20rounds", "3s%20<=%20completion%20of%20plan:drain-12/parallel"),
        Ok(vec![Part::Wants])
    );
    assert!(faults("downtime%20rounds%20<", "downtime%20<").is_err());
    assert!(faults("&ex-ask=", "&ex-asks=").is_err());
    assert!(faults("mem=64GiB", "mem=64").is_err());
    assert!(faults("Hurry", &"very ".repeat(100)).is_err());
}

#[test]
fn what_is_handed_in_can_be_followed() {
    let (exercise, mut model) = (exercise(), Model::default());
    assert_eq!(completion(&exercise, &attempt("start"), "Ada", &mut model), Ok(None));
    let done = attempt("link=100Gbit/s");
    let line = completion(&exercise, &done, "Ada; 50 % of a pair", &mut model).unwrap().unwrap();
    assert_eq!(Some(&line), completion(&exercise, &done, "Ada; 50 % of a pair", &mut model).unwrap().as_ref());
    let Verified::Done(stated) = verify(&exercise, &format!("  {line}\n"), &mut model) else { panic!("{line}") };
    assert_eq!((stated.attempt, stated.name.as_str()), (done, "Ada; 50 % of a pair"));

    // One letter more, less or other, anywhere.
    for at in 0..line.len() {
        if !line.is_char_boundary(at) || !line.is_char_boundary(at + 1) {
            continue;
        }
        let other = if &line[at..=at] == "x" { "y" } else { "x" };
        for spoilt in [line[..at].to_owned() + &line[at + 1..], line[..at].to_owned() + other + &line[at + 1..]] {
            assert_eq!(verify(&exercise, &spoilt, &mut model), Verified::Mistyped, "{spoilt}");
        }
    }
    for odd in ["", ";sum=", "precopy-1", "precopy-1;sum=00000000", ";;;;sum=", "precopy-2;for=1;sum=1"] {
        assert_eq!(verify(&exercise, odd, &mut model), Verified::Mistyped, "{odd}");
    }
    let mut changed = exercise.clone();
    changed.ask.push('!');
    assert_eq!(verify(&changed, &line, &mut model), Verified::OtherExercise);
}

#[test]
fn a_forged_line_is_asked_again() {
    use super::{checksum, written};
    let (exercise, mut model) = (exercise(), Model::default());
    let mut forged = |stated: &str| {
        let line = format!("precopy-1;for={};{stated}", exercise.mark());
        let sum = written(checksum(&line));
        verify(&exercise, &format!("{line};sum={sum}"), &mut model)
    };
    assert!(matches!(forged("link=10Gbit/s;result=5 s"), Verified::NotDone(_)));
    assert!(matches!(forged("link=100Gbit/s;result=5 s"), Verified::OtherResult(..)));
    assert!(matches!(forged("link=100Gbit/s;dirty=0pages/s;result=5 s"), Verified::Impossible(_)));
    assert!(matches!(forged("link=lots;result=5 s"), Verified::Impossible(_)));
    assert_eq!(forged("speed=100Gbit/s;result=5 s"), Verified::Mistyped);
}

#[test]
fn any_text_is_an_exercise_or_problems() {
    let mut model = Model::default();
    let pieces = [
        "ex-ask=a",
        "ex-wants=told",
        "ex-wants=told downtime rounds within 5pct",
        "ex-turn=,,",
        "&",
        "=",
        "%",
        "%ff",
        "hv=xen",
        "é",
    ];
    for one in pieces {
        for other in pieces {
            for third in pieces {
                let text = format!("{one}&{other}&{third}");
                if let Ok(exercise) = Exercise::of_link(&text) {
                    exercise.faults(&mut model);
                    assert_eq!(Exercise::of_link(&exercise.to_link().unwrap()), Ok(exercise), "{text}");
                }
            }
        }
    }
}
