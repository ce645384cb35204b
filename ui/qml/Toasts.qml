import QtQuick

// What is said in passing, on whatever page it came about: at one place, the newest lowest, none over another.
Item {
    id: stack
    // The foot of a page that must not be covered.
    property real foot: 0
    property int turns: 0
    // How far above the foot something stands: over whatever was said after it.
    function above(toast) {
        let sum = foot + 24
        for (const one of children) if (one.visible && one.turn > toast.turn) sum += one.height + 8
        return sum
    }
    // What is being posted, and what came of it, stands on the first page while that is shown.
    Toast {
        stack: stack
        text: inside.current !== "home" && composer.held !== "" ? qsTr("Your post is about to leave.") : ""
        undoable: true
        onUndone: { composer.undo(); inside.go("home") }
    }
    Toast {
        stack: stack
        text: inside.current !== "home" ? composer.message : ""
        lasting: true
        onAway: composer.hush()
    }
    Toast {
        stack: stack
        // Where it came back, it is said beside it.
        text: inside.current === "letters" && letters.current === pen.back && !letters.choosing ? "" : pen.cameBack
        lasting: true
        onAway: pen.know()
    }
    Toast {
        stack: stack
        text: people.going
        undoable: true
        onUndone: people.undo()
    }
    Toast {
        stack: stack
        text: deletions.possible ? qsTr("Deleted.") : ""
        undoable: true
        onUndone: deletions.undo()
    }
    Toast {
        stack: stack
        text: deletions.message
        onAway: deletions.hush()
    }
    Toast {
        stack: stack
        text: home.message
        onAway: home.hush()
    }
    Toast {
        stack: stack
        // What came of a card is said on it.
        text: invitations.page !== "" ? "" : people.message
        onAway: people.say("")
    }
    Toast {
        stack: stack
        // While the viewer is open, it says so itself: it lies over all of this.
        text: viewer.opened ? "" : photos.message
        onAway: photos.hush()
    }
    Toast {
        stack: stack
        text: muting.message
        onAway: muting.hush()
    }
}
