### The core's own sentences are English: here is only what English counts with forms of its own.

said-left-out-pictures =
    { $count ->
        [one] 1 picture
       *[other] { $count } pictures
    }
said-left-out-pages =
    { $count ->
        [one] 1 embedded page
       *[other] { $count } embedded pages
    }
said-left-out-recordings =
    { $count ->
        [one] 1 video or sound
       *[other] { $count } videos or sounds
    }
said-left-out-drawings =
    { $count ->
        [one] 1 drawing
       *[other] { $count } drawings
    }
said-left-out-formulas =
    { $count ->
        [one] 1 formula
       *[other] { $count } formulas
    }
said-left-out-links =
    { $count ->
        [one] 1 link that leads neither to the web nor to a mailbox
       *[other] { $count } links that lead neither to the web nor to a mailbox
    }
