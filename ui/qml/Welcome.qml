import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// The way in: a code or a new circle, then a name. Two screens, and the third is the family's page. The same screens
// lead into another circle later, within the page of somebody who lives here already.
Item {
    id: page
    objectName: "welcome"
    property bool within: session.page === "inside"
    property string step: "start"    // start, code, invited, circle, name
    property string from: "start"    // where "name" goes back to
    readonly property var titles: ({
        "start": within ? qsTr("Another circle") : qsTr("A place for your family, and nobody else."),
        "code": qsTr("Your invitation"),
        "invited": welcome.title,
        "circle": qsTr("What is your circle called?"),
        "name": qsTr("What should they call you?")
    })
    readonly property var explained: ({
        "code": qsTr("Paste it, type it, or drop a picture."),
        "invited": welcome.about
    })
    function go(to) {
        welcome.forget()
        page.step = to
        if (to === "start" || to === "code") { code.clear(); welcome.drop_code() }
        if (to === "start") haveCode.forceActiveFocus()
        else if (to === "code") code.begin()
        else if (to === "invited") join.forceActiveFocus()
        else if (to === "circle") circle.forceActiveFocus()
        else if (to === "name") { if (who.text === "") who.text = session.name; who.forceActiveFocus() }
    }
    // A link can come from any page of a browser, at any moment: it is told of before it can be used, and whoever was
    // writing something else does not accept it with the next key.
    function arrive() {
        const asked = page.step === "start" && !page.within
        page.go("invited")
        if (!asked) heading.forceActiveFocus()
    }
    function back() {
        if (page.step === "name" && page.from === "circle") { page.step = "circle"; welcome.forget(); circle.forceActiveFocus() }
        else if (page.step === "name" && page.from === "invited") { page.step = "invited"; welcome.forget(); join.forceActiveFocus() }
        else if (page.step === "name") { page.step = "code"; welcome.forget(); code.begin() }
        else page.go("start")
    }
    function next() {
        if (page.step === "code" && !welcome.whole) { code.begin(); return }
        if (page.step === "circle" && circle.text.trim() === "") { circle.forceActiveFocus(); return }
        page.from = page.step
        page.go("name")
    }
    function finish() {
        if (who.text.trim() === "") { who.forceActiveFocus(); return }
        if (page.from === "circle") welcome.found(circle.text, who.text)
        else welcome.join(who.text)
    }
    Component.onCompleted: {
        if (welcome.whole) page.arrive()
        else if (welcome.refusal === "") welcome.begin()
        welcome.watch_clipboard(true)
    }
    // On Wayland a program sees the clipboard only while it has the keyboard.
    Window.onActiveChanged: if (Window.active) welcome.look_at_clipboard()
    Component.onDestruction: if (welcome) welcome.watch_clipboard(false)
    Keys.onEscapePressed: if (page.step !== "start") page.back()

    Connections {
        target: welcome
        function onInvited() { if (!welcome.busy && !(page.step === "name" && page.from === "circle")) page.arrive() }
    }
    DropArea {
        anchors.fill: parent
        onDropped: drop => {
            if (drop.hasUrls) welcome.open(drop.urls)
            else if (drop.hasText) welcome.dropped(drop.text)
        }
    }

    Brand {
        id: brand
        visible: !page.within
        anchors.left: parent.left
        anchors.leftMargin: 28
        y: 24
    }

    Flickable {
        id: view
        anchors.fill: parent
        anchors.topMargin: brand.visible ? 72 : 24
        contentHeight: column.height + 48
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }
        ColumnLayout {
            id: column
            x: (view.width - width) / 2
            y: Math.max(16, (view.height - height) / 2 - 60)
            width: Math.min(view.width - 64, 520)
            spacing: 18

            IconButton {
                visible: page.step !== "start"
                Layout.leftMargin: -10
                symbol: Qt.application.layoutDirection === Qt.RightToLeft ? "chevron-right" : "chevron-left"
                text: qsTr("Back")
                enabled: !welcome.busy
                onClicked: page.back()
            }
            Words {
                id: heading
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                size: 30
                lineHeight: 1.15
                font.weight: Font.DemiBold
                text: page.titles[page.step]
            }
            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                color: theme.colours.muted
                visible: text !== ""
                text: page.explained[page.step] || ""
            }

            Flow {
                Layout.fillWidth: true
                Layout.topMargin: 6
                visible: page.step === "start"
                spacing: 12
                MainButton {
                    id: haveCode
                    objectName: "haveCode"
                    text: qsTr("I have an invitation")
                    onClicked: page.go("code")
                }
                MainButton {
                    quiet: true
                    text: qsTr("Start a circle")
                    onClicked: page.go("circle")
                }
            }
            CodeEntry {
                id: code
                Layout.fillWidth: true
                visible: page.step === "code"
                onNext: page.next()
            }
            Flow {
                Layout.fillWidth: true
                Layout.topMargin: 6
                visible: page.step === "invited"
                spacing: 12
                MainButton {
                    id: join
                    text: qsTr("Join")
                    onClicked: page.next()
                }
                MainButton {
                    quiet: true
                    text: qsTr("Another code")
                    onClicked: page.go("code")
                }
            }
            Field {
                id: circle
                Layout.fillWidth: true
                visible: page.step === "circle"
                hint: qsTr("The Millers")
                Accessible.name: qsTr("Name of the circle")
                onTextEdited: welcome.forget()
                onAccepted: page.next()
            }
            Field {
                id: who
                Layout.fillWidth: true
                visible: page.step === "name"
                hint: qsTr("Grandma Rose")
                Accessible.name: qsTr("Your name")
                enabled: !welcome.busy
                onTextEdited: welcome.forget()
                onAccepted: page.finish()
            }
            Said {
                trouble: true
                text: page.step === "code" ? "" : welcome.refusal
            }
            MainButton {
                visible: page.step === "circle" || page.step === "code"
                text: qsTr("Go on")
                enabled: page.step !== "code" || welcome.whole
                onClicked: page.next()
            }
            MainButton {
                visible: page.step === "name"
                text: qsTr("Come in")
                enabled: !welcome.busy
                onClicked: page.finish()
            }
        }
    }
}
