import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Why somebody is not reached: the cause first, what to do about it, and below what was looked at.
Item {
    id: page
    objectName: "doctorPage"
    readonly property real column: Math.min(width - 48, 640)
    readonly property color ink: doctor.tone === "good" ? theme.colours.on_tint : doctor.tone === "trouble" ? theme.colours.danger : theme.colours.text
    function hex(colour) { return ("" + colour).slice(-6) }
    Component.onCompleted: doctor.test()
    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: inner.height + 72
        clip: true
        ScrollBar.vertical: ScrollBar { }
        ColumnLayout {
            id: inner
            x: (page.width - width) / 2
            y: 32
            width: page.column
            spacing: 20

            Card {
                Layout.fillWidth: true
                implicitHeight: answer.implicitHeight + 48
                ColumnLayout {
                    id: answer
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: 28
                    spacing: 14
                    Rectangle {
                        implicitWidth: 56
                        implicitHeight: 56
                        radius: 28
                        color: doctor.tone === "good" ? theme.colours.tint : doctor.tone === "trouble" ? theme.colours.danger_tint : theme.colours.sunken
                        Image {
                            anchors.centerIn: parent
                            source: "image://icon/" + doctor.symbol + "/" + page.hex(page.ink)
                            sourceSize: Qt.size(28, 28)
                        }
                    }
                    Words {
                        Layout.fillWidth: true
                        objectName: "headline"
                        text: doctor.headline
                        horizontalAlignment: Text.AlignLeft
                        size: 26
                        lineHeight: 1.15
                        font.weight: Font.DemiBold
                        Accessible.role: Accessible.Heading
                        Accessible.name: text
                    }
                    Words {
                        Layout.fillWidth: true
                        visible: text !== ""
                        text: doctor.meaning
                        horizontalAlignment: Text.AlignLeft
                        color: theme.colours.muted
                    }
                    ColumnLayout {
                        Layout.fillWidth: true
                        Layout.topMargin: 4
                        visible: doctor.steps.length > 0
                        spacing: 12
                        Repeater {
                            model: doctor.steps
                            RowLayout {
                                id: step
                                required property string modelData
                                required property int index
                                Layout.fillWidth: true
                                spacing: 14
                                Rectangle {
                                    Layout.alignment: Qt.AlignTop
                                    implicitWidth: Math.max(28, 20 * theme.scale)
                                    implicitHeight: implicitWidth
                                    radius: width / 2
                                    color: theme.colours.tint
                                    visible: doctor.steps.length > 1
                                    Words { anchors.centerIn: parent; text: Qt.locale().toString(step.index + 1); size: 14; lineHeight: 1; font.weight: Font.DemiBold; color: theme.colours.on_tint; Accessible.ignored: true }
                                }
                                Words { Layout.fillWidth: true; Layout.topMargin: 3; text: step.modelData; horizontalAlignment: Text.AlignLeft }
                            }
                        }
                    }
                    Flow {
                        Layout.fillWidth: true
                        Layout.topMargin: 6
                        spacing: 14
                        MainButton {
                            id: again
                            objectName: "again"
                            text: doctor.testing ? qsTr("Testing…") : qsTr("Test again")
                            symbol: "refresh-cw"
                            // It keeps the focus while it tests; pressed once more it is remembered.
                            quiet: doctor.testing
                            onClicked: if (!doctor.testing) doctor.test()
                        }
                        Words {
                            height: again.height
                            verticalAlignment: Text.AlignVCenter
                            text: doctor.testing ? qsTr("This takes a few seconds.") : doctor.tested
                            size: 14
                            lineHeight: 1
                            color: theme.colours.muted
                        }
                    }
                    Rectangle {
                        Layout.fillWidth: true
                        implicitHeight: 4
                        radius: 2
                        color: theme.colours.sunken
                        opacity: doctor.testing ? 1 : 0
                        clip: true
                        Accessible.role: Accessible.ProgressBar
                        Accessible.name: qsTr("Testing…")
                        Accessible.ignored: !doctor.testing
                        Rectangle {
                            id: runner
                            width: parent.width / 4
                            height: parent.height
                            radius: 2
                            color: theme.colours.accent
                            NumberAnimation on x {
                                running: doctor.testing
                                loops: Animation.Infinite
                                from: -runner.width
                                to: answer.width
                                duration: 1400
                                easing.type: Easing.InOutQuad
                            }
                        }
                    }
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                visible: doctor.others.length > 0
                spacing: 10
                Words { text: qsTr("Also"); size: 15; font.weight: Font.DemiBold; color: theme.colours.muted; Layout.leftMargin: 4 }
                Card {
                    Layout.fillWidth: true
                    implicitHeight: further.implicitHeight + 36
                    ColumnLayout {
                        id: further
                        anchors.left: parent.left
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        anchors.margins: 20
                        spacing: 18
                        Repeater {
                            model: doctor.others
                            RowLayout {
                                id: other
                                required property var modelData
                                Layout.fillWidth: true
                                spacing: 16
                                Accessible.role: Accessible.ListItem
                                Accessible.name: modelData.headline + " " + modelData.meaning
                                Image {
                                    Layout.alignment: Qt.AlignTop
                                    Layout.topMargin: 2
                                    source: "image://icon/" + other.modelData.symbol + "/" + page.hex(theme.colours.muted)
                                    sourceSize: Qt.size(22, 22)
                                }
                                ColumnLayout {
                                    Layout.fillWidth: true
                                    spacing: 2
                                    Words { Layout.fillWidth: true; text: other.modelData.headline; horizontalAlignment: Text.AlignLeft; size: 15; font.weight: Font.DemiBold }
                                    Words { Layout.fillWidth: true; text: other.modelData.meaning; horizontalAlignment: Text.AlignLeft; size: 14; color: theme.colours.muted }
                                }
                            }
                        }
                    }
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                visible: doctor.people.length > 0
                spacing: 10
                Words { text: qsTr("Your people"); size: 15; font.weight: Font.DemiBold; color: theme.colours.muted; Layout.leftMargin: 4 }
                Card {
                    Layout.fillWidth: true
                    implicitHeight: folk.implicitHeight + 24
                    ColumnLayout {
                        id: folk
                        anchors.left: parent.left
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        anchors.leftMargin: 20
                        anchors.rightMargin: 20
                        spacing: 0
                        Repeater {
                            model: doctor.people
                            RowLayout {
                                id: someone
                                required property var modelData
                                Layout.fillWidth: true
                                Layout.preferredHeight: Math.max(56, implicitHeight)
                                spacing: 14
                                Accessible.role: Accessible.ListItem
                                Accessible.name: modelData.name + ", " + modelData.said
                                Face { person: someone.modelData.person; letters: someone.modelData.letters; extent: 38 }
                                Words { Layout.fillWidth: true; text: someone.modelData.name; horizontalAlignment: Text.AlignLeft; size: 15; font.weight: Font.Medium; wrapMode: Text.NoWrap; elide: Text.ElideRight }
                                Image {
                                    visible: someone.modelData.here
                                    source: "image://icon/check/" + page.hex(theme.colours.on_tint)
                                    sourceSize: Qt.size(18, 18)
                                }
                                Words { Layout.maximumWidth: folk.width * 0.5; text: someone.modelData.said; horizontalAlignment: Text.AlignRight; size: 14; color: someone.modelData.here ? theme.colours.on_tint : theme.colours.muted }
                            }
                        }
                    }
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                visible: doctor.checks.length > 0
                spacing: 10
                Words { text: qsTr("What was tested"); size: 15; font.weight: Font.DemiBold; color: theme.colours.muted; Layout.leftMargin: 4 }
                Card {
                    Layout.fillWidth: true
                    implicitHeight: list.implicitHeight + 24
                    ColumnLayout {
                        id: list
                        anchors.left: parent.left
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        anchors.leftMargin: 20
                        anchors.rightMargin: 20
                        spacing: 0
                        Repeater {
                            model: doctor.checks
                            RowLayout {
                                id: check
                                required property var modelData
                                readonly property color ink: modelData.result === "good" ? theme.colours.on_tint : modelData.result === "bad" ? theme.colours.danger : theme.colours.muted
                                Layout.fillWidth: true
                                Layout.preferredHeight: Math.max(48, implicitHeight + 12)
                                spacing: 14
                                Accessible.role: Accessible.ListItem
                                Accessible.name: modelData.text + ": " + modelData.word
                                Image { source: "image://icon/" + check.modelData.symbol + "/" + page.hex(check.ink); sourceSize: Qt.size(22, 22) }
                                Words { Layout.fillWidth: true; text: check.modelData.text; horizontalAlignment: Text.AlignLeft; size: 15 }
                                Words { Layout.maximumWidth: list.width * 0.4; text: check.modelData.word; horizontalAlignment: Text.AlignRight; size: 14; font.weight: Font.Medium; color: check.ink }
                            }
                        }
                    }
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                visible: doctor.known
                spacing: 10
                Words { text: qsTr("Another way: an address"); size: 15; font.weight: Font.DemiBold; color: theme.colours.muted; Layout.leftMargin: 4 }
                Card {
                    Layout.fillWidth: true
                    implicitHeight: way.implicitHeight + 48
                    ColumnLayout {
                        id: way
                        anchors.left: parent.left
                        anchors.right: parent.right
                        anchors.top: parent.top
                        anchors.margins: 24
                        spacing: 14
                        Words {
                            Layout.fillWidth: true
                            text: qsTr("Open this page on the other computer, and type the address here that it shows there.")
                            horizontalAlignment: Text.AlignLeft
                            size: 15
                            color: theme.colours.muted
                        }
                        GridLayout {
                            Layout.fillWidth: true
                            columns: way.width > 420 * theme.scale ? 2 : 1
                            columnSpacing: 12
                            rowSpacing: 12
                            Field {
                                id: typed
                                Layout.fillWidth: true
                                hint: qsTr("Address of the other computer")
                                LayoutMirroring.enabled: false
                                inputMethodHints: Qt.ImhPreferNumbers | Qt.ImhNoPredictiveText
                                maximumLength: 64
                                onAccepted: doctor.reach(text)
                            }
                            MainButton {
                                text: doctor.trying ? qsTr("Trying…") : qsTr("Connect")
                                symbol: "link"
                                enabled: !doctor.trying && typed.text.trim() !== "" && doctor.why_not(typed.text) === ""
                                onClicked: doctor.reach(typed.text)
                            }
                        }
                        Words {
                            Layout.fillWidth: true
                            // While it is being typed an address is never whole; whoever pauses is told.
                            property string wrong: ""
                            visible: text !== ""
                            text: wrong !== "" ? wrong : doctor.outcome
                            horizontalAlignment: Text.AlignLeft
                            size: 14
                            color: wrong === "" && doctor.reached ? theme.colours.on_tint : theme.colours.danger
                            Accessible.role: Accessible.AlertMessage
                            Accessible.name: text
                            Timer { id: pause; interval: 900; onTriggered: parent.wrong = doctor.why_not(typed.text) }
                            Connections {
                                target: typed
                                function onTextChanged() { pause.parent.wrong = ""; pause.restart() }
                                function onAccepted() { pause.parent.wrong = doctor.why_not(typed.text) }
                            }
                        }
                        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: theme.colours.border; visible: doctor.ownAddress !== "" }
                        GridLayout {
                            Layout.fillWidth: true
                            visible: doctor.ownAddress !== ""
                            columns: way.width > 420 * theme.scale ? 2 : 1
                            columnSpacing: 12
                            rowSpacing: 12
                            ColumnLayout {
                                Layout.fillWidth: true
                                spacing: 2
                                Words { Layout.fillWidth: true; text: qsTr("The address of this computer"); horizontalAlignment: Text.AlignLeft; size: 14; color: theme.colours.muted }
                                Words { Layout.fillWidth: true; text: doctor.ownAddress; horizontalAlignment: Text.AlignLeft; size: 18; font.weight: Font.DemiBold; wrapMode: Text.WrapAnywhere }
                            }
                            MainButton {
                                quiet: true
                                text: doctor.copied ? qsTr("Copied") : qsTr("Copy")
                                symbol: doctor.copied ? "check" : "copy"
                                onClicked: doctor.copy_address()
                            }
                        }
                    }
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                visible: doctor.known
                spacing: 10
                AbstractButton {
                    id: more
                    property bool open: false
                    objectName: "technical"
                    focusPolicy: Qt.StrongFocus
                    implicitHeight: Math.max(40, 26 * theme.scale)
                    implicitWidth: more.contentItem.implicitWidth + 16
                    text: qsTr("For the technically minded")
                    Accessible.role: Accessible.Button
                    Accessible.name: text
                    onClicked: open = !open
                    background: Rectangle { radius: 10; color: more.hovered ? theme.colours.sunken : "transparent"; border.width: more.visualFocus ? 2 : 0; border.color: theme.colours.accent }
                    contentItem: Row {
                        leftPadding: 4
                        spacing: 8
                        Image {
                            anchors.verticalCenter: parent.verticalCenter
                            rotation: more.open ? 90 : 0
                            source: "image://icon/" + (more.mirrored && !more.open ? "chevron-left" : "chevron-right") + "/" + page.hex(theme.colours.muted)
                            sourceSize: Qt.size(18, 18)
                        }
                        Words { anchors.verticalCenter: parent.verticalCenter; text: more.text; size: 14; lineHeight: 1; color: theme.colours.muted }
                    }
                }
                Repeater {
                    model: more.open ? doctor.details : []
                    Words {
                        required property string modelData
                        Layout.fillWidth: true
                        Layout.leftMargin: 8
                        text: modelData
                        horizontalAlignment: Text.AlignLeft
                        wrapMode: Text.Wrap
                        size: 13
                        color: theme.colours.muted
                    }
                }
            }
        }
    }
}
