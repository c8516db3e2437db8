//! What really happens to copy between two revisions, with the diff that a good editor would draw.
//!
//! Paragraphs stand on lines of their own. In the drawing `[-went-]` and `{+came+}` stand within a line, and
//! before it: `+` a new paragraph, `-` one that is gone, `>` one that came from elsewhere, `<` where it
//! stood, `/` one that was split off, `&` one that was joined, with `¶` where the end went.

/// A situation: its name, the older text, the newer text, and the drawing.
pub struct Situation {
    pub name: &'static str,
    pub old: &'static str,
    pub new: &'static str,
    pub drawn: &'static str,
}

macro_rules! situations {
    ($($name:literal: $old:literal => $new:literal => $drawn:literal;)*) => {
        /// All of them.
        pub const SITUATIONS: &[Situation] =
            &[$(Situation { name: $name, old: $old, new: $new, drawn: $drawn }),*];
    };
}

situations! {
    "a comma more":
        "After years of waiting the bridge opened."
        => "After years of waiting, the bridge opened."
        => "After years of waiting{+,+} the bridge opened.";
    "a comma less":
        "The mayor, who was late, apologised."
        => "The mayor who was late apologised."
        => "The mayor[-,-] who was late[-,-] apologised.";
    "a number":
        "The bridge cost 4.2 million euros."
        => "The bridge cost 4.7 million euros."
        => "The bridge cost [-4.2-]{+4.7+} million euros.";
    "a number and its unit":
        "It is 3 km long."
        => "It is 3,200 m long."
        => "It is [-3 km-]{+3,200 m+} long.";
    "a year":
        "Work began in 2021 and took years."
        => "Work began in 2022 and took years."
        => "Work began in [-2021-]{+2022+} and took years.";
    "two numbers swapped":
        "The crash left 3 dead and 5 injured."
        => "The crash left 5 dead and 3 injured."
        => "The crash left [-3-]{+5+} dead and [-5-]{+3+} injured.";
    "a date":
        "The bridge opens on 12 May, officials said."
        => "The bridge opens on 14 June, officials said."
        => "The bridge opens on [-12 May-]{+14 June+}, officials said.";
    "a time":
        "The train leaves at 18:05."
        => "The train leaves at 18:50."
        => "The train leaves at [-18:05-]{+18:50+}.";
    "a percentage":
        "Prices rose 4% in March."
        => "Prices rose 14% in March."
        => "Prices rose [-4-]{+14+}% in March.";
    "a currency":
        "They raised $40,000."
        => "They raised €40,000."
        => "They raised [-$-]{+€+}40,000.";
    "a name's spelling":
        "Mayor Olena Kovalenko cut the ribbon."
        => "Mayor Olena Kovalenkо cut the ribbon."
        => "Mayor Olena [-Kovalenko-]{+Kovalenkо+} cut the ribbon.";
    "a first name added":
        "Kovalenko cut the ribbon."
        => "Olena Kovalenko cut the ribbon."
        => "{+Olena +}Kovalenko cut the ribbon.";
    "a title changed":
        "Deputy mayor Ivan Bondar spoke."
        => "Mayor Ivan Bondar spoke."
        => "[-Deputy mayor-]{+Mayor+} Ivan Bondar spoke.";
    "one word for another":
        "Residents welcomed the decision."
        => "Residents criticised the decision."
        => "Residents [-welcomed-]{+criticised+} the decision.";
    "a retyped word":
        "The goverment agreed."
        => "The government agreed."
        => "The [-goverment-]{+government+} agreed.";
    "a word doubled and mended":
        "The the bridge opened."
        => "The bridge opened."
        => "The [-the -]bridge opened.";
    "a negation":
        "The minister said he would resign."
        => "The minister said he would not resign."
        => "The minister said he would {+not +}resign.";
    "a contraction":
        "He did not agree."
        => "He didn't agree."
        => "He [-did not-]{+didn't+} agree.";
    "quotation marks' style":
        "She said \"we waited\" and left."
        => "She said “we waited” and left."
        => "She said [-\"-]{+“+}we waited[-\"-]{+”+} and left.";
    "an apostrophe's style":
        "It's the mayor's car."
        => "It’s the mayor’s car."
        => "[-It's-]{+It’s+} the [-mayor's-]{+mayor’s+} car.";
    "an edit within a quotation":
        "“We waited for ten years,” she said."
        => "“We waited for twenty years,” she said."
        => "“We waited for [-ten-]{+twenty+} years,” she said.";
    "a paraphrase becomes a quotation":
        "She said they had waited long."
        => "She said they “had waited long”."
        => "She said they {+“+}had waited long{+”+}.";
    "an attribution moved":
        "The bridge is safe, the mayor said."
        => "The mayor said the bridge is safe."
        => "The [-bridge is safe, the mayor said-]{+mayor said the bridge is safe+}.";
    "an attribution added":
        "Three people were hurt."
        => "Three people were hurt, police said."
        => "Three people were hurt{+, police said+}.";
    "a clause added":
        "The bridge opened on Friday."
        => "The bridge, which took five years to build, opened on Friday."
        => "The bridge{+, which took five years to build,+} opened on Friday.";
    "a clause dropped":
        "The council, after a long debate, approved the plan."
        => "The council approved the plan."
        => "The council[-, after a long debate,-] approved the plan.";
    "swapped clauses":
        "When the rain stopped, the crowd returned."
        => "The crowd returned when the rain stopped."
        => "[-When the rain stopped, the crowd returned-]{+The crowd returned when the rain stopped+}.";
    "active for passive":
        "The council approved the budget."
        => "The budget was approved by the council."
        => "The [-council-]{+budget was+} approved {+by +}the [-budget-]{+council+}.";
    "a sentence rewritten":
        "Nobody had expected the river to rise so quickly."
        => "The flood came faster than anyone thought it would."
        => "- Nobody had expected the river to rise so quickly.\n+ The flood came faster than anyone thought it would.";
    "a sentence added at the end":
        "The bridge opened."
        => "The bridge opened. Traffic began at noon."
        => "The bridge opened.{+ Traffic began at noon.+}";
    "a sentence added at the beginning":
        "Traffic began at noon."
        => "The bridge opened. Traffic began at noon."
        => "{+The bridge opened. +}Traffic began at noon.";
    "a sentence dropped":
        "The bridge opened. It rained. Traffic began at noon."
        => "The bridge opened. Traffic began at noon."
        => "The bridge opened. [-It rained. -]Traffic began at noon.";
    "sentences merged":
        "The bridge opened. Traffic began at noon."
        => "The bridge opened and traffic began at noon."
        => "The bridge opened[-. Traffic-]{+ and traffic+} began at noon.";
    "a sentence divided":
        "The bridge opened and traffic began at noon."
        => "The bridge opened. Traffic began at noon."
        => "The bridge opened[- and traffic-]{+. Traffic+} began at noon.";
    "a space too many":
        "The bridge  opened."
        => "The bridge opened."
        => "The bridge[-  -]{+ +}opened.";
    "a space that does not break":
        "It cost 5 euros."
        => "It cost 5\u{a0}euros."
        => "It cost 5[- -]{+\u{a0}+}euros.";
    "a hyphen becomes a dash":
        "The ferry - old and slow - is gone."
        => "The ferry — old and slow — is gone."
        => "The ferry [---]{+—+} old and slow [---]{+—+} is gone.";
    "capitals":
        "The Government said so."
        => "The government said so."
        => "The [-Government-]{+government+} said so.";
    "plural":
        "One wagon derailed near the stations."
        => "One wagon derailed near the station."
        => "One wagon derailed near the [-stations-]{+station+}.";
    "an ending, Ukrainian":
        "Міст відкрили у п’ятницю."
        => "Міст відкрили у п’ятницях."
        => "Міст відкрили у [-п’ятницю-]{+п’ятницях+}.";
    "a Cyrillic letter for a Latin one":
        "The Kyiv council met."
        => "The Кyiv council met."
        => "The [-Kyiv-]{+Кyiv+} council met.";
    "a word put into another language":
        "The ministry called it a victory."
        => "The ministry called it a перемога."
        => "The ministry called it a [-victory-]{+перемога+}.";
    "a translated sentence":
        "The bridge opened on Friday."
        => "Міст відкрили у п’ятницю."
        => "- The bridge opened on Friday.\n+ Міст відкрили у п’ятницю.";
    "Ukrainian, a number":
        "Міст коштував 4,2 млн грн."
        => "Міст коштував 4,7 млн грн."
        => "Міст коштував [-4,2-]{+4,7+} млн грн.";
    "Ukrainian, an apostrophe":
        "П'ять об'єктів здали."
        => "П’ять об’єктів здали."
        => "[-П'ять об'єктів-]{+П’ять об’єктів+} здали.";
    "Arabic, a word":
        "افتتح المجلس الجسر يوم الجمعة"
        => "افتتح الرئيس الجسر يوم الجمعة"
        => "افتتح [-المجلس-]{+الرئيس+} الجسر يوم الجمعة";
    "Chinese, a word":
        "他们在北京学习了三年"
        => "他们在上海学习了三年"
        => "他们在[-北京-]{+上海+}学习了三年";
    "an emoji with joiners":
        "Family 👩\u{200d}👩\u{200d}👧 day"
        => "Family 👩\u{200d}👩\u{200d}👦 day"
        => "Family [-👩\u{200d}👩\u{200d}👧-]{+👩\u{200d}👩\u{200d}👦+} day";
    "a combining mark":
        "The cafe\u{301} closed."
        => "The cafe closed."
        => "The [-cafe\u{301}-]{+cafe+} closed.";
    "a paragraph added":
        "The bridge opened on Friday.\nTraffic began at noon."
        => "The bridge opened on Friday.\nResidents of both banks had waited for ten years.\nTraffic began at noon."
        => "The bridge opened on Friday.\n+ Residents of both banks had waited for ten years.\nTraffic began at noon.";
    "a paragraph dropped":
        "The bridge opened on Friday.\nResidents of both banks had waited for ten years.\nTraffic began at noon."
        => "The bridge opened on Friday.\nTraffic began at noon."
        => "The bridge opened on Friday.\n- Residents of both banks had waited for ten years.\nTraffic began at noon.";
    "a paragraph moved up":
        "The bridge opened on Friday.\nTraffic began at noon that day.\nResidents of both banks had waited for ten years."
        => "Residents of both banks had waited for ten years.\nThe bridge opened on Friday.\nTraffic began at noon that day."
        => "> Residents of both banks had waited for ten years.\nThe bridge opened on Friday.\nTraffic began at noon that day.\n< Residents of both banks had waited for ten years.";
    "a paragraph moved and edited":
        "The bridge opened on Friday.\nTraffic began at noon that day.\nResidents of both banks had waited for ten years, they said."
        => "Residents of both banks had waited for twelve years, they said.\nThe bridge opened on Friday.\nTraffic began at noon that day."
        => "> Residents of both banks had waited for [-ten-]{+twelve+} years, they said.\nThe bridge opened on Friday.\nTraffic began at noon that day.\n< Residents of both banks had waited for ten years, they said.";
    "a paragraph split":
        "The bridge opened on Friday after a long delay. Traffic began at noon that day."
        => "The bridge opened on Friday after a long delay.\nTraffic began at noon that day."
        => "The bridge opened on Friday after a long delay.\n/ Traffic began at noon that day.";
    "a paragraph split and edited":
        "The bridge opened on Friday after a long delay. Traffic began at noon that day."
        => "The bridge opened on Saturday after a long delay.\nTraffic began at noon that day."
        => "The bridge opened on [-Friday-]{+Saturday+} after a long delay.\n/ Traffic began at noon that day.";
    "paragraphs joined":
        "The bridge opened on Friday after a long delay.\nTraffic began at noon that day."
        => "The bridge opened on Friday after a long delay. Traffic began at noon that day."
        => "& The bridge opened on Friday after a long delay.¶ Traffic began at noon that day.";
    "paragraphs joined and edited":
        "The bridge opened on Friday after a long delay.\nTraffic began at noon that day."
        => "The bridge opened on Friday after a long delay, and traffic began at noon that day."
        => "& The bridge opened on Friday after a long delay[-.¶Traffic-]{+, and traffic+} began at noon that day.";
    "the lede rewritten":
        "A bridge was opened by the council on Friday in the old town.\nTraffic began at noon that day."
        => "Ten years of waiting ended on Friday when the new bridge opened.\nTraffic began at noon that day."
        => "[-A bridge was opened by the council-]{+Ten years of waiting ended+} on Friday [-in-]{+when+} the [-old town-]{+new bridge opened+}.\nTraffic began at noon that day.";
    "two paragraphs change places":
        "Traffic began at noon that day on both banks.\nThe mayor cut a ribbon and thanked the builders."
        => "The mayor cut a ribbon and thanked the builders.\nTraffic began at noon that day on both banks."
        => "< Traffic began at noon that day on both banks.\nThe mayor cut a ribbon and thanked the builders.\n> Traffic began at noon that day on both banks.";
    "a list put in order":
        "wagons\nbridges\nferries"
        => "bridges\nferries\nwagons"
        => "< wagons\nbridges\nferries\n> wagons";
    "a list item changed":
        "three wagons\ntwo bridges\none ferry"
        => "three wagons\nfour bridges\none ferry"
        => "three wagons\n[-two-]{+four+} bridges\none ferry";
    "a sentence moved within its paragraph":
        "It rained all day. The mayor spoke for an hour. Traffic began at noon."
        => "The mayor spoke for an hour. Traffic began at noon. It rained all day."
        => "[-It rained all day. -]The mayor spoke for an hour. Traffic began at noon.{+ It rained all day.+}";
    "a sentence moved to another paragraph":
        "The bridge opened on Friday. It had rained all day in the valley.\nTraffic began at noon."
        => "The bridge opened on Friday.\nTraffic began at noon. It had rained all day in the valley."
        => "The bridge opened on Friday.[- It had rained all day in the valley.-]\nTraffic began at noon.{+ It had rained all day in the valley.+}";
    "a link's words":
        "See the report of the council for more."
        => "Read the council's report for more."
        => "[-See-]{+Read+} the [-report of the council-]{+council's report+} for more.";
    "an abbreviation written out":
        "The UN said so."
        => "The United Nations said so."
        => "The [-UN-]{+United Nations+} said so.";
    "a nickname dropped":
        "Ivan “the Rock” Bondar won."
        => "Ivan Bondar won."
        => "Ivan [-“the Rock” -]Bondar won.";
    "everything new":
        ""
        => "The bridge opened."
        => "+ The bridge opened.";
    "everything gone":
        "The bridge opened."
        => ""
        => "- The bridge opened.";
}
